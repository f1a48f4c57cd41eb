"""A group's plan on paper: the PDF (A4) and the picture card for the group chat."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.documents import layout, press, room, typesetting
from bot.documents.paper import Action, PlanPaper

_CARD_HEAD = {"title": 90, "group": 60, "location": 90, "date": 30}  # characters that the card has room for
_CARD_ACTIONS = 5
_CARD_WIDTH = 900  # pixels: sharp on a phone of 360 points, and light enough


def plan_pdf(paper: PlanPaper, small: Mapping[Path, bytes]) -> bytes:
    """The whole plan as PDF (A4) with its photos, made `small`; one that is not among them is named so."""
    paper = room.fitted(paper)
    names = {photo: f"photo-{number}.jpg" for number, photo in enumerate(small)}
    pictures = {"qr.svg": press.qr(paper.link), **{names[photo]: picture for photo, picture in small.items()}}
    data = layout.head(paper) | layout.work(paper) | {"steps": list(layout.steps(paper, names))}
    return press.pdf("plan", data, pictures)


def plan_card(paper: PlanPaper) -> bytes:
    """The plan at a glance as PNG under 100 KB, 900 pixels wide: title, first actions, money, agreement, QR code."""
    more, people = len(paper.actions) - _CARD_ACTIONS, paper.women + paper.men + paper.unsaid
    data = {
        **layout.head(paper, _CARD_HEAD),
        **layout.money(paper),
        "actions": [_glimpse(action) for action in paper.actions[:_CARD_ACTIONS]],
        "more": layout.counted(paper, "more", more, n=more) if more > 0 else None,
        "people": layout.counted(paper, "people", people, n=people),
    }
    return press.png("card", data, {"qr.svg": press.qr(paper.link)}, width=_CARD_WIDTH)


def _glimpse(action: Action) -> dict[str, Any]:
    translated = next((f"{typesetting.short(one.text, 60)} – {one.helper}" for one in action.beside), "")
    return {
        "what": typesetting.lines(typesetting.short(action.what, 60)),
        "beside": typesetting.lines(translated) if translated else None,
        "who": typesetting.lines(typesetting.short(action.who, 40)),
        "due": layout.day(action.due),
    }
