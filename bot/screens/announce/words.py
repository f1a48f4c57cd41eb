"""How an announcement reads: to those who get it, and to staff who check it before it leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Medium, Message, Rows, column
from bot.chat.screen import Files
from bot.i18n import LANGUAGES, Html, Say, bold, catalogue, marked, paragraphs
from bot.screens.announce.views import AnnouncementView
from bot.services import media
from bot.services.announcements.after import below_a_file
from bot.settings import shipped
from bot.store.announcements import Announcement
from bot.store.database import UnitOfWork


@dataclass(frozen=True, slots=True)
class Received:
    """An announcement as somebody gets it: its author's name, and its files as messages."""

    item: Announcement
    author: str
    files: Sequence[Mapping[str, Any]]


def received(uow: UnitOfWork, item: Announcement, say: Say) -> Received:
    """An announcement for somebody who is spoken to by `say`."""
    return Received(item, uow.people.name(item.author), media.contents(uow, item.shown_with(say.language)))


def announcement_text(item: Announcement, author: str, say: Say) -> Html:
    """The announcement as somebody who is spoken to by `say` sees it."""
    head = bold(say("📣 Announcement from {office}", office=author) if author else say("📣 Announcement"))
    if not item.texts:
        return head
    return paragraphs(head, marked(say.pick(item.texts), item.marks(say.picks(item.texts))))


def shown(it: Received, rows: Rows, say: Say, *below: object) -> Message:
    """The whole announcement: one file has the words below it, of several they come after them."""
    text = paragraphs(announcement_text(it.item, it.author, say), *below)
    if it.files and below_a_file(it.item, say.language) and "medium" in it.files[0]:
        return Message(text, rows, medium=Medium(**it.files[0]["medium"]))
    return Message(text, rows, before=it.files)


def answers(say: Say, given: str = "") -> list[list[Button]]:
    """The answers that can still be given."""
    buttons = {
        "understood": Button(say("👍 I understood"), Tap("understood")),
        "call": Button(say("📞 Call me, please"), Tap("call")),
    }
    return column(button for answer, button in buttons.items() if answer != given)


def menu(say: Say) -> list[Button]:
    return [Button(say("🏠 First page"), Go("home.menu"))]


def speaking(say: Say, language: str) -> Say:
    """The same way of speaking in another language, to show what its readers will see."""
    return replace(say, catalogue=catalogue(language, shipped("locales")))


def seen_files(view: AnnouncementView) -> Files:
    """What its readers will see and hear, above a last look at it; none for whoever saves data."""
    media = ",".join(str(one) for language in LANGUAGES for one in view.item.shown_with(language))
    return Files(f"announcement {view.item.id}: {media}", view.files) if view.files else Files()


def preview(item: Announcement, author: str, say: Say) -> Html:
    """What readers of each language will see; one of them when both see the same words."""
    if not item.languages:
        return bold(say("Nothing is written yet"))
    written = [language for language in LANGUAGES if language in item.languages]
    drawn = (_seen(item, author, speaking(say, language), say) for language in written)
    return paragraphs(say("👁 This is what they will see:"), *drawn)


def _seen(item: Announcement, author: str, theirs: Say, say: Say) -> Html:
    files = len(item.shown_with(theirs.language)) if say.light else 0  # others have them above
    with_files = say.plural("With {n} file", "With {n} files", files) if files else ""
    return paragraphs(announcement_text(item, author, theirs), with_files)
