"""What several pages about announcements load and share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.chat.address import Go
from bot.chat.screen import Turn
from bot.domain.announcements import Ways
from bot.domain.ids import AnnouncementId
from bot.i18n import Html, Say, lines, mark
from bot.store.announcements import Announcement
from bot.store.audiences import Size

STATES = {
    "draft": mark("✍️ not sent yet"),
    "waiting": mark("⏳ waits for a second staff member"),
    "planned": mark("📅 waits for its hour"),
    "paused": mark("✋ paused"),
    "sending": mark("📤 being sent"),
    "sent": mark("✅ sent"),
    "stopped": mark("⏹ stopped"),
}


def reported(announcement: AnnouncementId) -> Go:
    """The page that counts who got it."""
    return Go("announce.report", {"announcement": announcement})


def announcement_id(turn: Turn) -> AnnouncementId:
    return AnnouncementId(turn.number("announcement"))


@dataclass(frozen=True, slots=True)
class AnnouncementView:
    item: Announcement
    author: str
    size: Size
    told: Html  # whom it is for
    revision: int
    leaves: datetime
    now: datetime
    files: Sequence[Mapping[str, Any]] = ()  # of all its languages, as they leave

    @property
    def special(self) -> bool:
        """Whether anything about its leaving is not as usual."""
        item = self.item
        return bool(self.leaves > self.now or item.unasked or item.ways is not Ways.PRIVATE or item.reason)


def how_many(size: Size, say: Say) -> Html:
    """How many people and groups an audience is now."""
    groups_text = in_groups(size, say)
    number = say.plural("👤 {n} person {in_groups}", "👤 {n} people {in_groups}", size.reached, in_groups=groups_text)
    if not size.others:
        return number
    return lines(
        number,
        say.plural(
            "{n} more is not in Telegram: a call, or the paper",
            "{n} more are not in Telegram: a call, or the paper",
            size.others,
        ),
    )


def to_whom(view: AnnouncementView, say: Say) -> Html:
    """The audience and how many it is now."""
    return lines(view.told, how_many(view.size, say))


def in_groups(size: Size, say: Say) -> Html:
    return say.plural("in {n} group", "in {n} groups", size.groups)
