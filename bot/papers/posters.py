"""An announcement made ready for paper, and for other apps: for those whom Telegram does not reach."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from bot.documents.poster import Poster, Words
from bot.documents.workshop import Workshop
from bot.domain.ids import AnnouncementId
from bot.i18n import Catalogue, Say, plain
from bot.papers import recipes
from bot.services.announcements import announcements
from bot.services.papers import BOTH
from bot.store.announcements import Announcement
from bot.store.database import UnitOfWork
from bot.understand import lao

COPIED = 256  # characters that a button can copy (Bot API, CopyTextButton)
_GAPS = re.compile(r"\n\s*\n\s*")  # one empty line is enough on paper
_TITLE = 60  # letters of an announcement's beginning in a link


def maker(
    workshop: Workshop, catalogues: Mapping[str, Catalogue], zone: ZoneInfo, username: str
) -> Callable[[UnitOfWork, dict[str, object]], Callable[[], bytes]]:
    """How {"paper": "poster", "announcement": n, "language": "lo" | "en" | "both", "for": person} becomes a page (PDF).

    Whoever it is for has to have the right still when it leaves; raises Missing or Forbidden.
    """

    def make(uow: UnitOfWork, recipe: dict[str, Any]) -> Callable[[], bytes]:
        by = recipes.reader(uow, recipe)
        item = announcements.open_announcement(uow, AnnouncementId(recipe["announcement"]), by=by)
        asked = ("lo", "en") if recipe["language"] == BOTH else (recipe["language"],)
        wanted = [one for one in asked if one in item.texts] or [*sorted(item.texts), "lo"][:1]
        says = [Say(catalogues[one], zone) for one in wanted]
        return partial(workshop.poster, poster(uow, item, says, username))

    return make


def poster(uow: UnitOfWork, item: Announcement, says: Sequence[Say], username: str) -> Poster:
    """The page of an announcement, in one language or two."""
    office = uow.people.name(item.author)
    return Poster(tuple(_words(item, office, say) for say in says), bot_link(username))


def _words(item: Announcement, office: str, say: Say) -> Words:
    day = say.date(say.today(item.sent_at or item.created_at))
    return Words(
        head=plain(say("Announcement")),
        office=plain(say("{office}, {day}", office=office, day=day)) if office else day,
        text=_GAPS.sub("\n\n", say.pick(item.texts)) if item.texts else "",
        scan=plain(say("Have Telegram? Scan this and get announcements on your phone")),
    )


def bot_link(username: str) -> str:
    return f"https://t.me/{username}"


def to_copy(item: Announcement, username: str, say: Say) -> str:
    """What a button copies: as much of the words as there is room for, and the bot's link."""
    link = bot_link(username)
    words = say.pick(item.texts) if item.texts else ""
    room = COPIED - len(link) - 1
    return f"{words if len(words) <= room else _fitting(words, room)}\n{link}"


def to_whatsapp(item: Announcement, username: str, say: Say) -> str:
    """A link that opens WhatsApp with the announcement's beginning and the bot's link."""
    words = " ".join((say.pick(item.texts) if item.texts else plain(say("Announcement"))).split())
    text = f"📣 {lao.short(words, _TITLE)}\n{bot_link(username)}"
    return f"https://wa.me/?text={quote(text)}"


def _fitting(words: str, room: int) -> str:
    """The beginning of a text in so many characters, cut between syllables."""
    kept = ""
    for piece in lao.pieces(words):
        if len(kept) + len(piece) > room - 1:
            break
        kept += piece
    return f"{kept.rstrip()}…"
