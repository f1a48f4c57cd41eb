"""Who was not reached by an announcement: all groups, and what can be printed or passed on for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Copy, Link, Message, column, row, shortened
from bot.chat.screen import Screen, Turn
from bot.domain.people import STAFF
from bot.domain.refused import Stale
from bot.i18n import Html, Say, bold, lines, mark, paragraphs, plain
from bot.papers.posters import to_copy, to_whatsapp
from bot.screens.announce.conditions import here
from bot.screens.announce.views import announcement_id, reported
from bot.services.announcements import announcements, reach
from bot.services.papers import BOTH
from bot.store.announcements import Announcement
from bot.store.reach import OfGroup, Tally

_LABEL = 24  # letters of a group's name on a button


@dataclass(frozen=True, slots=True)
class ReachView:
    item: Announcement
    groups: tuple[OfGroup, ...]
    copied: str
    whatsapp: str


class Reach(Screen[ReachView]):
    name = "announce.reach"
    args = ("announcement",)
    roles = STAFF
    help: ClassVar[str] = mark("Open a group to note who was called, or got the announcement on paper")

    def load(self, turn: Turn) -> ReachView:
        item = announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person)
        groups = tuple(reach.of_groups(turn.uow, item.id, by=turn.person))
        username = turn.programme.username
        return ReachView(item, groups, to_copy(item, username, turn.say), to_whatsapp(item, username, turn.say))

    def render(self, view: ReachView, say: Say) -> Message:
        tally = reach.together(view.groups)
        open_groups = [one for one in view.groups if one.tally.all > one.tally.telegram]
        none = "" if view.groups else say("It was sent before this was counted")
        pass_on = row(Button(say("Copy the text"), Copy(view.copied)), Button(say("WhatsApp"), Link(view.whatsapp)))
        return Message(
            paragraphs(bold(say("👥 Who was not reached")), none or tally_words(tally, say)),
            [
                *column(self._button(view.item, one, say) for one in open_groups),
                row(
                    Button(say("📄 Page in Lao"), Tap("print", ("lo",))),
                    Button(say("📄 In both"), Tap("print", (BOTH,))),
                ),
                pass_on if view.item.texts else [],
                [Button(say("◀ Back"), reported(view.item.id))],
            ],
        )

    def _button(self, item: Announcement, one: OfGroup, say: Say) -> Button:
        name = shortened(one.name, _LABEL) if one.group else plain(say("In no group"))
        sign = "▫️" if one.tally.not_yet else "✅"
        label = say("{sign} {name}: {n}", sign=sign, name=name, n=one.tally.not_yet)
        return Button(label, Go("announce.of", here(item) | {"group": one.group or 0}))

    def tap_print(self, turn: Turn, view: ReachView) -> None:
        language = str(turn.value())
        if language not in ("lo", "en", BOTH):
            raise Stale
        reach.send_poster(turn.uow, view.item.id, language, chat=turn.chat, by=turn.person, now=turn.now)


def tally_words(tally: Tally, say: Say) -> Html:
    """How many were reached in which way; they add up to all."""
    return lines(
        say.plural("It is for {n} person", "It is for {n} people", tally.all),
        say("📣 In Telegram: {n}", n=say.number(tally.telegram)),
        say("Called: {n}", n=say.number(tally.called)),
        say("📄 On paper: {n}", n=say.number(tally.printed)),
        say("▫️ Not reached yet: {n}", n=say.number(tally.not_yet)),
    )
