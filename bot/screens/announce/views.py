"""What several pages about announcements load and share."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.screen import Turn
from bot.content.library import Library
from bot.domain.ids import AnnouncementId
from bot.i18n import Html, Say, lines, mark
from bot.screens.announce.words import audience_words
from bot.store.announcements import Announcement

STATES = {
    "draft": mark("✏️ not sent yet"),
    "waiting": mark("⏳ waits for a second staff member"),
    "sending": mark("📤 being sent"),
    "sent": mark("✅ sent"),
    "stopped": mark("⏹ stopped"),
}


def announcement_id(turn: Turn) -> AnnouncementId:
    return AnnouncementId(turn.number("announcement"))


@dataclass(frozen=True, slots=True)
class AnnouncementView:
    item: Announcement
    author: str
    people: int
    groups: int
    library: Library
    revision: int


def look(turn: Turn, item: Announcement) -> AnnouncementView:
    people, groups = turn.uow.announcements.count(item.audience)
    return AnnouncementView(item, turn.uow.people.name(item.author), people, groups, turn.library, item.revision)


def to_whom(view: AnnouncementView, say: Say) -> Html:
    """The audience and how many it is now."""
    groups_text = in_groups(view, say)
    number = say.plural("👤 {n} person {in_groups}", "👤 {n} people {in_groups}", view.people, in_groups=groups_text)
    return lines(audience_words(view.item.audience, view.library, say), number)


def in_groups(view: AnnouncementView, say: Say) -> Html:
    return say.plural("in {n} group", "in {n} groups", view.groups)
