"""The press: a Typst template, data and pictures go in, a PDF or a picture comes out, with our fonts and nothing else.

Data reach the template as JSON and are shown as text, never read as markup. The same input gives the same bytes.
"""

import io
import json
import shutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import segno
from PIL import Image

_HERE = Path(__file__).parent
_COLOURS = (64, 24, 12)  # of a picture; the first are enough for flat colours and smooth text, the last for text


def pdf(template: str, data: Mapping[str, object], pictures: Mapping[str, bytes]) -> bytes:
    """A PDF of `templates/<template>.typ`, which may show the pictures by their names."""
    return _print(template, data, pictures, "pdf")


def png(
    template: str, data: Mapping[str, object], pictures: Mapping[str, bytes], *, width: int, most: int = 100_000
) -> bytes:
    """The first page as PNG with few colours, fewer where it would have more than `most` bytes.

    The template's page is 360 points wide, `width` is in pixels.
    """
    full = _print(template, data, pictures, "png", ppi=width / 360 * 72)
    with Image.open(io.BytesIO(full)) as image:
        shown = image.convert("RGB")
    for colours in _COLOURS:
        written = io.BytesIO()
        few = shown.quantize(colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(written, "PNG")
        if written.tell() < most:
            break
    return written.getvalue()


def qr(link: str) -> bytes:
    """A QR code of the link as SVG, without a border."""
    written = io.BytesIO()
    segno.make_qr(link, error="m").save(written, kind="svg", border=0, dark="#17403c", xmldecl=False)
    return written.getvalue()


def _print(
    template: str,
    data: Mapping[str, object],
    pictures: Mapping[str, bytes],
    form: Literal["pdf", "png"],
    ppi: float | None = None,
) -> bytes:
    with TemporaryDirectory(prefix="phaen-press-") as folder:
        root = Path(folder)
        shutil.copytree(_HERE / "templates", root, dirs_exist_ok=True)
        for name, picture in pictures.items():
            (root / name).write_bytes(picture)
        printed = _typst().compile(
            root / f"{template}.typ",
            root=root,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format=form,
            ppi=ppi,
            pdf_tags=False,  # each piece of Lao would have its own, and a long plan weigh three times as much
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
    return printed[0] if isinstance(printed, list) else bytes(printed or b"")


@cache
def _typst() -> Any:
    """Loaded when something is printed for the first time: it weighs seven megabytes, and many a process never does."""
    return import_module("typst")


@cache
def _fonts() -> Any:
    """Our fonts alone: neither the system's nor those that Typst brings."""
    return _typst().Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_HERE / "fonts"])
