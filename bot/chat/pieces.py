"""To which page an input belongs: the one that its writer can have had in view when she wrote it.

What is sent in several messages is one answer, also where the next question was quicker than the second of them: an
album, a text that Telegram cut, and words that came sooner after the next question than it takes to read it and to
write them. Whoever taps has seen the page: a tap ends all of these but the album, which was sent as one.
"""

from __future__ import annotations

from datetime import datetime
from math import floor

from bot.chat import address
from bot.chat.message import length
from bot.chat.screen import SCREENS
from bot.chat.stack import Page
from bot.domain.incoming import Incoming
from bot.i18n import safe
from bot.store.bookmarks import Bookmark
from bot.store.shown_pages import Shown, ShownPages

CUT = 3700  # UTF-16 units from which a text may have been cut: apps look back for a line or sentence to cut at
SOON = 60  # seconds within which the next piece of it comes, over a slow network too
READING = 2.0  # seconds in which a question is read, at least
TYPING = 4.0  # letters a second on a phone, at most
MOST = 8.0  # seconds that writing a text is thought to take, at most: it may have been pasted
TAKEN = 2.0  # seconds in which a photo or file is looked out
WHOLE = 1.0  # Telegram tells times of messages in whole seconds: so much more can have passed between two
PREPARED = 2.0  # whoever answers in less, twice on end, has the answers ready: their order is believed

_CUT, _PIECE = "text", "piece"  # the marks of what may go on, each with the moment when it was sent


def question(pages: ShownPages, incoming: Incoming, bookmark: Bookmark) -> Shown | None:
    """The page that an input answers; None when nothing was shown yet."""
    if incoming.album and incoming.album == bookmark.album and (begun := pages.of_row(bookmark.answered)):
        return begun
    if incoming.reply_to is not None and (meant := pages.of_message(incoming.chat, incoming.reply_to)):
        return meant
    shown = _in_view(pages, incoming)
    if flows(bookmark) and shown is not None and shown.row > bookmark.answered:
        begun = pages.of_row(bookmark.answered)
        if begun is not None and (_cut_before(incoming, bookmark) or _too_quick(incoming, bookmark, begun, shown)):
            return begun
    return shown


def flows(bookmark: Bookmark) -> bool:
    """Whether the latest answer may still go on: nothing was tapped since."""
    return bookmark.album.startswith((f"{_CUT} ", f"{_PIECE} "))


def stop(bookmark: Bookmark) -> None:
    """Somebody has tapped, or gone elsewhere: what comes next is written to what is shown then."""
    if flows(bookmark):
        bookmark.album = ""


def mark(incoming: Incoming) -> str:
    """What a bookmark keeps of an answer, to know how it goes on."""
    if incoming.album:
        return incoming.album
    long = incoming.kind == "text" and length(safe(incoming.text)) >= CUT
    return f"{_CUT if long else _PIECE} {floor(_sent(incoming).timestamp())}"


def _in_view(pages: ShownPages, incoming: Incoming) -> Shown | None:
    """The newest page that can have been in view, or one that a tap has just opened where that one asks nothing."""
    shown = pages.before(incoming.chat, incoming.message, at=incoming.at)
    if shown is not None and _asks(shown):
        return shown
    newest = pages.newest(incoming.chat)
    opened = newest is not None and newest.message_id is not None and newest.message_id < incoming.message
    return newest if newest is not None and opened and _asks(newest) else shown


def _asks(shown: Shown) -> bool:
    screen = SCREENS.get(Page.read(shown.page).screen)
    return screen is not None and screen.asks


def _cut_before(incoming: Incoming, bookmark: Bookmark) -> bool:
    """Whether a text is the next piece of one that Telegram cut."""
    begun = bookmark.album.startswith(_CUT)
    return begun and incoming.kind == "text" and 0 <= _since(incoming, bookmark) <= SOON


def _too_quick(incoming: Incoming, bookmark: Bookmark, begun: Shown, shown: Shown) -> bool:
    """Whether an input came sooner after the present page than anybody reads and answers it."""
    answered, present = Page.read(begun.page).screen, Page.read(shown.page).screen
    goes_on = answered in SCREENS and SCREENS[answered].pieces and (present == answered or not _asks(shown))
    if not goes_on or incoming.kind not in ("text", "file"):
        return False
    passed = min((incoming.at - shown.seen).total_seconds(), _since(incoming, bookmark) + WHOLE)
    if passed < PREPARED and (shown.at - begun.seen).total_seconds() < PREPARED:
        return False
    return passed < _takes(incoming)


def _takes(incoming: Incoming) -> float:
    """Seconds in which a question is read and this answer made, at least."""
    file, writing = incoming.file, min(len(incoming.text) / TYPING, MOST - READING)
    if file is None:
        return READING + writing
    return READING + (file.seconds if file.kind == "voice" else max(TAKEN, writing))


def _since(incoming: Incoming, bookmark: Bookmark) -> float:
    """Seconds since the answer that may go on, both by the clock of whoever received them first."""
    return _sent(incoming).timestamp() - address.number(bookmark.album.partition(" ")[2])


def _sent(incoming: Incoming) -> datetime:
    return incoming.sent or incoming.at
