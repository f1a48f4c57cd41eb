"""Pages of others that show what has just changed follow by a silent edit, if they were used in the last half hour.

A screen names the pages in `turn.changed`. Who has one of them open is known from the bookmarks. What she is typing is
left alone: the message is only edited, and her text still counts as written to what she had seen before, so that an
answer which crosses another one is asked about and replaces nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.chat import aloud, behind
from bot.chat.address import Go
from bot.chat.encode import encode
from bot.chat.languages import Languages
from bot.chat.screen import SCREENS, Turn
from bot.chat.stack import Page, Stack
from bot.domain.delivery import Method
from bot.domain.ids import AccountId, ChatId
from bot.domain.incoming import Incoming
from bot.domain.refused import Refused
from bot.services import people
from bot.store.bookmarks import Open
from bot.store.outbox import Lane, Outgoing
from bot.store.shown_pages import Shown

RECENT = timedelta(minutes=30)  # since a page was last used; who put the phone away longer ago opens it anew


def follow(turn: Turn, languages: Languages) -> None:
    """Write the edits for everybody else who has one of the changed pages open."""
    changed = list(dict.fromkeys(one for go in turn.changed for one in Page(go.screen, go.args).addresses))
    for bookmark in turn.uow.bookmarks.open_on(changed, since=turn.now - RECENT):
        if bookmark.chat != turn.chat:
            _refresh(turn, bookmark, languages)


def _refresh(turn: Turn, bookmark: Open, languages: Languages) -> None:
    """Edit a page where it is, unless something else has been shown below it."""
    stack, shown = Stack(bookmark.stack), turn.uow.shown_pages.newest(bookmark.chat)
    if shown is None or not stack.top.same(Page.read(shown.page)):
        return
    theirs = _turn_of(turn, bookmark, languages)
    screen = SCREENS[stack.top.screen]
    if (
        theirs.person_or_none is None
        or theirs.frozen
        or not theirs.person.known
        or (screen.roles and not theirs.has(screen.roles))
    ):
        return
    theirs.args, theirs.below = stack.top.args, stack.below.screen
    try:
        view = screen.load(theirs)
    except Refused:  # taken out of the group meanwhile: the page says so when it is used next
        return
    if not isinstance(view, Go):
        message = aloud.with_button(screen.render(view, theirs.say), aloud.of(theirs, screen, view), theirs.say)
        page = replace(stack.top, seen=screen.revision(view))
        content = encode(behind.drawn(message, page, theirs.say), page, stack.below)
        _put(turn, shown, bookmark, content)


def _put(turn: Turn, shown: Shown, bookmark: Open, content: dict[str, object]) -> None:
    """A row without a page of its own: an answer is still one to the page as it was shown before."""
    row = Outgoing(0, bookmark.chat, Lane.REPLY, method=Method.FOLLOW, content=content, edits=shown.row)
    turn.uow.outbox.put(row, now=turn.now)


def _turn_of(turn: Turn, bookmark: Open, languages: Languages) -> Turn:
    """A turn of somebody else who did nothing."""
    chat, account = ChatId(bookmark.chat), AccountId(bookmark.account)
    person = people.current(turn.uow, account)
    return Turn(
        uow=turn.uow,
        programme=turn.programme,
        now=turn.now,
        incoming=Incoming("ignored", chat, account, turn.now),
        say=languages.of(person),
        chat=chat,
        account=account,
        person_or_none=person,
        catalogues=turn.catalogues,
    )
