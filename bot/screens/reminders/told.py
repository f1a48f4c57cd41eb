"""Whom the reminders of a group reach."""

from __future__ import annotations

from bot.chat.address import Back, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Turn
from bot.domain.refused import Stale
from bot.domain.reminders import Told
from bot.i18n import Html, Say, lines, mark
from bot.screens.reminders.views import TOLD, GroupPage, GroupView
from bot.services.groups import groups


class Where(GroupPage):
    name = "reminders.told"
    help = mark("Choose where the group hears its reminders. Nobody is asked twice")

    def render(self, view: GroupView, say: Say) -> Message:
        ask = say("Where shall reminders of {group} come?", group=view.group.name)
        none = say("The group has no Telegram group yet, so they come in private") if not view.group.chat else Html()
        now = say("Now: {where}", where=say(TOLD.get(view.group.told, "?")))
        choices = [Button(say(label), Tap("choose", (told.value,))) for told, label in TOLD.items()]
        return Message(lines(now, none), column([*choices, Button(say("◀ Back"), Back())]), asks=ask)

    def tap_choose(self, turn: Turn, view: GroupView) -> Back:
        if turn.value() not in list(Told):
            raise Stale
        told = Told(str(turn.value()))
        groups.choose_told(turn.uow, view.group.id, told, by=turn.person, now=turn.now)
        return Back(note=turn.say("It is changed"))
