"""The page of the gallery: a column for each language, bubbles as wide as a small phone, the project's fonts inside."""

from __future__ import annotations

import base64
import html
from itertools import groupby
from pathlib import Path
from typing import Any

from bot import simulator
from bot.gallery.walk import Album, Drawing, too_wide
from bot.i18n import LANGUAGES

_FONTS = Path(simulator.__file__).parent / "page" / "fonts"
_STYLE = """
body { margin: 0; padding: 16px; background: #dfe9e4; color: #24423d;
  font: 15px/1.45 "Noto Sans Lao", "Noto Color Emoji", sans-serif }
h1 { font-size: 22px } h2 { font-size: 15px; margin: 28px 0 6px } h2 small { font-weight: 400; color: #5b7a74 }
.pair { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 16px }
.phone { width: 360px; box-sizing: border-box; padding: 8px; border-radius: 12px; background: #c3d8ce }
.bubble { padding: 8px 10px; border-radius: 12px; background: #fff; white-space: pre-wrap; overflow-wrap: anywhere }
.row { display: flex; gap: 4px; margin-top: 4px }
.button { flex: 1 1 0; min-width: 0; padding: 8px 6px; border-radius: 8px; background: #5f8f84; color: #fff;
  text-align: center; font-size: 14px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
.keyboard .button { background: #fff; color: #24423d } .wide { outline: 2px solid #c8503c }
.medium { padding: 20px; border-radius: 12px; background: #eaf4f1; text-align: center; margin-bottom: 4px }
ul { columns: 2; padding-left: 20px; font-size: 13px }
nav { display: flex; flex-wrap: wrap; gap: 2px 14px; font-size: 13px } nav a { color: #0d6b58 }
.pairs { display: grid; grid-template-columns: repeat(auto-fill, minmax(736px, 1fr)); gap: 0 24px; align-items: start }
#filter { position: sticky; top: 8px; width: 360px; padding: 10px 12px; border: 1px solid #5b7a74;
  border-radius: 10px; font: inherit }
[hidden] { display: none }
"""
# The page needs no network, and without a script it only lacks the filter.
_FILTER = """
const field = document.getElementById("filter");
field.addEventListener("input", () => {
  const words = field.value.toLowerCase();
  for (const node of document.querySelectorAll("section, nav a"))
    node.hidden = !node.textContent.toLowerCase().includes(words);
});
"""


def page(album: Album) -> str:
    """The whole page; it needs no other file and no network."""
    shown = "".join(_screen(name, list(found)) for name, found in groupby(album.drawings, lambda one: one.screen))
    wide = "".join(f"<li>{html.escape(f'{screen}: {label}')}</li>" for screen, label in album.wide)
    index = "".join(f'<a href="#{name}-0">{name}</a>' for name in sorted(album.screens))
    missing = "".join(f"<li>{html.escape(f'{name}: {why}')}</li>" for name, why in sorted(album.missing.items()))
    return (
        f'<!doctype html><html lang="lo"><meta charset="utf-8"><title>Phaen: every screen</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_fonts()}{_STYLE}</style>'
        f"<h1>Phaen: {len(album.screens)} screens in {len(LANGUAGES)} languages</h1>"
        f'<input id="filter" type="search" placeholder="Screen, person or words" aria-label="Filter">'
        f"<nav>{index}</nav>"
        f"<h2>Lao labels that a small phone may cut</h2><ul>{wide}</ul>"
        f'<h2>Not drawn</h2><ul>{missing}</ul><div class="pairs">{shown}</div><script>{_FILTER}</script></html>'
    )


def _screen(name: str, drawings: list[Drawing]) -> str:
    return "".join(
        f'<section><h2 id="{name}-{index}">{name} <small>{html.escape(drawing.viewer)}</small></h2><div class="pair">'
        + "".join(_phone(drawing.contents[language], language) for language in LANGUAGES)
        + "</div></section>"
        for index, drawing in enumerate(drawings)
    )


def _phone(content: dict[str, Any], language: str) -> str:
    medium = content.get("medium")
    box = f'<div class="medium">{html.escape(str(medium["kind"]))}</div>' if medium else ""
    rows = [[button["label"] for button in row] for row in content.get("rows", [])]
    buttons = "".join(_row(row, language) for row in rows)
    keys = "".join(_row(row, language) for row in content.get("keyboard", []))
    bubble = f'<div class="bubble">{box}{content["text"]}</div>'
    return f'<div class="phone" lang="{language}">{bubble}{buttons}<div class="keyboard">{keys}</div></div>'


def _row(labels: list[str], language: str) -> str:
    alone = len(labels) == 1
    wide = [" wide" if language == "lo" and too_wide(label, alone=alone) else "" for label in labels]
    boxes = (f'<div class="button{mark}">{html.escape(label)}</div>' for label, mark in zip(labels, wide, strict=True))
    return f'<div class="row">{"".join(boxes)}</div>'


def _fonts() -> str:
    """The project's fonts, inside the page."""
    return "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
        f"src: url(data:font/woff2;base64,{_base64(name)}) }}"
        for family, weight, name in (
            ("Noto Sans Lao", 400, "NotoSansLao-Regular.woff2"),
            ("Noto Sans Lao", 700, "NotoSansLao-Bold.woff2"),
            ("Noto Color Emoji", 400, "NotoColorEmoji-subset.woff2"),
        )
    )


def _base64(name: str) -> str:
    return base64.b64encode((_FONTS / name).read_bytes()).decode()
