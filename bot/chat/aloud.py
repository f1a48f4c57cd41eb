"""Pages read aloud: a button where there is a recording, and one voice below the page that is open, never a heap.

Telegram cannot turn a text or another voice into a voice by an edit. So the page is edited as ever, the voice is a
message of its own below it, and it is deleted when another page is opened or another voice is sent. It waits as a
notice: whoever turns cards faster than the network carries them gets the voice of the last one only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import floor
from typing import Any

from bot.chat.address import Tap
from bot.chat.message import Button, Medium, Message
from bot.chat.notice import Occasion, notice
from bot.chat.screen import SCREENS, Screen, Turn
from bot.chat.stack import Page
from bot.content.pieces import Piece
from bot.content.text import Text
from bot.domain import renamed
from bot.domain.delivery import Method
from bot.domain.ids import AccountId, NarrationId
from bot.domain.notices.lessons import NarrationSent
from bot.domain.people import Person
from bot.i18n import Catalogue, Html, Say, paragraphs
from bot.services import media, narrations, notices
from bot.store.bookmarks import Bookmark
from bot.store.database import UnitOfWork
from bot.store.narrations import Narration
from bot.store.outbox import Lane, Outgoing

PAGES, HELP = "_pages", "_help"  # lists of texts of the interface, beside lessons and plan steps
_AGAIN = 20  # seconds in which a second tap is the same tap


@dataclass(frozen=True, slots=True)
class Offer:
    """What a page could be read from: its text, and the recording that this person hears, if there is one."""

    piece: Piece
    narration: Narration | None


# Texts ----------------------------------------------------------------------------------------------------------------
def of_page(name: str, catalogues: Mapping[str, Catalogue]) -> Piece | None:
    """The fixed words of a page that may be spoken, None for a page without."""
    texts = SCREENS[name].aloud
    return _piece(PAGES, name, "page", texts, catalogues) if texts else None


def of_help(name: str, catalogues: Mapping[str, Catalogue]) -> Piece | None:
    """What /help says of a page; pages of staff and experts are read, not heard."""
    screen = SCREENS.get(name)
    spoken = screen is not None and screen.help and not screen.roles
    return _piece(HELP, name, "help", (screen.help,), catalogues) if screen and spoken else None


def of_interface(catalogues: Mapping[str, Catalogue]) -> Iterator[Piece]:
    """Every text of the interface that may be spoken: what pages ask, then how they are used."""
    for of in (of_page, of_help):
        yield from (piece for name in sorted(SCREENS) if (piece := of(name, catalogues)))


def _piece(part: str, name: str, kind: str, texts: tuple[str, ...], catalogues: Mapping[str, Catalogue]) -> Piece:
    words = {
        language: "\n".join(map(catalogue.text, texts))
        for language, catalogue in catalogues.items()
        if language == "en" or all(catalogue.text(text) != text for text in texts)
    }
    key = renamed.first("screen", name).replace(".", "-")  # recordings are kept under it
    return Piece(part, part, key, kind, Text(words))


# On a page ------------------------------------------------------------------------------------------------------------
def of(turn: Turn, screen: Screen[Any], view: object) -> Offer | None:
    """What can be read aloud of a page that was loaded."""
    piece = screen.spoken(turn, view) or of_page(screen.name, turn.catalogues)
    return offer(turn.uow, piece, turn.person_or_none)


def offer(uow: UnitOfWork, piece: Piece | None, person: Person | None) -> Offer | None:
    """A text, if there is one, with the recording of it that somebody hears."""
    return Offer(piece, narrations.find(uow, piece, person)) if piece else None


def with_button(message: Message, found: Offer | None, say: Say) -> Message:
    """The message with 🔊 above its other buttons; in data-light mode it says what the voice costs."""
    if found is None or found.narration is None or message.keyboard is not None:
        return message
    return replace(message, rows=[[Button(_label(found.narration, say), Tap("hear"))], *message.rows])


def _label(narration: Narration, say: Say) -> Html:
    if not say.light or not narration.size:  # Telegram need not say how large a voice is
        return say("🔊 Listen")
    return say("🔊 Listen, {n} s, {k} KB", n=narration.seconds, k=-(-narration.size // 1000))


def with_regret(message: Message, found: Offer | None, turn: Turn, bookmark: Bookmark) -> Message:
    """Who wants to be read to is told once that a text is not recorded yet, and not again on every page."""
    if found is None or found.narration or not _listens(turn) or bookmark.voice.get("told"):
        return message
    if found.piece.part in (PAGES, HELP):
        return message
    bookmark.voice = bookmark.voice | {"told": True}
    return replace(message, text=paragraphs(message.text, turn.say("🔇 This page is not recorded yet")))


def follow(turn: Turn, page: Page, found: Offer | None, bookmark: Bookmark) -> None:
    """Send the voice of a page that was drawn, and take the one before it away."""
    standing, here = bookmark.voice, {"screen": page.screen, "args": dict(page.args)}
    narration = found.narration if found else None
    same = "page" in standing and Page.read(standing["page"]).same(page)
    wanted = narration is not None and _wants(turn, narration, standing, same=same)
    if "row" in standing and (wanted or not same):
        _put(turn, Outgoing(0, turn.chat, Lane.NOTICE, method=Method.DELETE, edits=standing["row"]))
        bookmark.voice = {"told": True} if standing.get("told") else {}
    if narration is not None and wanted:
        row = notices.row(NarrationSent(narration=narration.id, chat=turn.chat), turn.chat)
        row.page = page.written()
        at = floor(turn.now.timestamp())
        bookmark.voice = bookmark.voice | {"row": _put(turn, row), "id": narration.id, "page": here, "at": at}


def _wants(turn: Turn, narration: Narration, standing: dict[str, Any], *, same: bool) -> bool:
    """Whether the voice is to be sent: it was asked for, or somebody is read to and has come to another page."""
    if not turn.read_aloud:
        return _listens(turn) and not turn.say.light and not same
    stands = same and standing.get("id") == narration.id
    return not stands or turn.now.timestamp() - standing["at"] > _AGAIN


def _put(turn: Turn, row: Outgoing) -> int:
    row.person = turn.person_or_none.id if turn.person_or_none else None
    return turn.uow.outbox.put(row, now=turn.now)


def _listens(turn: Turn) -> bool:
    return bool(turn.person_or_none and turn.person_or_none.listens)


@notice(NarrationSent)
def narration(occasion: Occasion[NarrationSent]) -> Message | None:
    """The voice of the page that is open; nothing when another one was opened meanwhile."""
    key, chat = occasion.what.narration, occasion.what.chat
    open_now = occasion.uow.bookmarks.take(chat, AccountId(chat)).voice.get("id")
    found = occasion.uow.narrations.get(NarrationId(key)) if open_now == key else None
    medium = occasion.uow.media.get(found.medium) if found else None
    return Message(Html(""), medium=Medium(**media.resent(medium))) if medium else None
