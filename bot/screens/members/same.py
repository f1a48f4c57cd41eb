"""Somebody has come in who may have been written down without a phone: which of them are you?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Message
from bot.chat.screen import Screen, Turn
from bot.chat.typed import meant
from bot.domain.groups import Group, Member
from bot.domain.ids import GroupId, PersonId
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.i18n import Say, mark
from bot.screens.members.views import which
from bot.services.groups import groups, merging, written_down


@dataclass(frozen=True, slots=True)
class SameView:
    group: Group
    entries: tuple[Member, ...]


class Same(Screen[SameView]):
    name = "members.same"
    args = ("group",)
    asks = True
    personal = True
    help: ClassVar[str] = mark("If the group wrote you down before, press your name. The leader is asked")

    def load(self, turn: Turn) -> SameView | Go:
        group = groups.open_group(turn.uow, GroupId(turn.number("group")), by=turn.person)
        groups.open_member(turn.uow, group.id, turn.me)
        found = tuple(written_down.entries(turn.uow, group.id, turn.me))
        return SameView(group, found) if found else Go("home.menu")

    def render(self, view: SameView, say: Say) -> Message:
        return which(view.group.name, view.entries, say)

    def tap_me(self, turn: Turn, view: SameView) -> Go:
        return self._asked(turn, view, turn.choice())

    def tap_new(self, turn: Turn, view: SameView) -> Go:
        return Go("home.menu", note=turn.say("Good. Nothing has changed"))

    def on_answer(self, turn: Turn, view: SameView, answer: Answer) -> Go:
        found = meant(answer, [(one.name, one.person) for one in view.entries])
        if found is None:
            raise Refused("Sorry, this is not understood yet. Choose a button below")
        return self._asked(turn, view, found)

    def _asked(self, turn: Turn, view: SameView, entry: int) -> Go:
        merging.ask(turn.uow, view.group.id, PersonId(entry), by=turn.person, now=turn.now)
        return Go("home.menu", note=turn.say("The leader of {group} has been asked", group=view.group.name))
