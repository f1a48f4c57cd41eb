"""Links as QR codes on paper: a sheet of cards to be cut out (A4), and one card as a picture."""

from __future__ import annotations

from typing import Any

from bot.documents import press, typesetting
from bot.documents.cards_values import Sheet

_ROOM = {"name": 70, "place": 40, "until": 80}  # characters that a card has room for
_WIDTH = 800  # pixels of the picture


def pdf(sheet: Sheet) -> bytes:
    """Eight cards on a page."""
    return press.pdf("cards", _data(sheet), _codes(sheet))


def png(sheet: Sheet) -> bytes:
    """The first card as a picture, sharp on a phone and on a wall."""
    first = Sheet(sheet.cards[:1], sheet.how, sheet.bot, sheet.language)
    return press.png("invite", _data(first), _codes(first), width=_WIDTH)


def _codes(sheet: Sheet) -> dict[str, bytes]:
    """A picture for each link; cards of one link share it."""
    return {f"qr-{number}.svg": press.qr(link) for link, number in _numbers(sheet).items()}


def _numbers(sheet: Sheet) -> dict[str, int]:
    return {link: number for number, link in enumerate(dict.fromkeys(card.link for card in sheet.cards))}


def _data(sheet: Sheet) -> dict[str, Any]:
    numbers = _numbers(sheet)
    cards = [
        {
            "qr": f"qr-{numbers[card.link]}.svg",
            **{name: typesetting.lines(typesetting.short(getattr(card, name), room)) for name, room in _ROOM.items()},
        }
        for card in sheet.cards
    ]
    plain = {"title": "Phaen", "language": sheet.language}
    return {"plain": plain, "cards": cards, "how": typesetting.lines(sheet.how), "bot": typesetting.lines(sheet.bot)}
