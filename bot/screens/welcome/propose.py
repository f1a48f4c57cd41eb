"""The name of a new group, proposed to staff."""

from __future__ import annotations

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.incoming import Answer
from bot.i18n import Say, mark
from bot.screens.welcome.views import GroupsView, in_village
from bot.screens.welcome.words import about
from bot.services.groups import groups


class Propose(Screen[GroupsView]):
    name = "welcome.propose"
    args = ("village",)
    asks = True
    help = mark("Write the name by which people know your group. Staff look at it before it opens")

    def load(self, turn: Turn) -> GroupsView:
        return in_village(turn)

    def render(self, view: GroupsView, say: Say) -> Message:
        back = Button(say("◀ Back"), Go("welcome.groups", {"village": view.village}))
        asks = say("What is the name of the new group?")
        return Message(say("{village} village", village=view.name), [[back]], asks=asks)

    def on_answer(self, turn: Turn, view: GroupsView, answer: Answer) -> Go | Back:
        zone = turn.say.zone.key
        groups.propose(
            turn.uow,
            view.village,
            only_text(answer),
            by=turn.person,
            zone=zone,
            now=turn.now,
            hours=turn.library.reminders,
        )
        note = turn.say.plural(
            "The name of the new group went to staff. They answer within {n} day",
            "The name of the new group went to staff. They answer within {n} days",
            groups.ANSWERED_WITHIN,
        )
        return about(turn, note=note)
