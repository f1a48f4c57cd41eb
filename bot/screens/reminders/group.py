"""A group's reminders: at which hour, where, and whether it rests."""

from __future__ import annotations

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Turn
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.reminders.views import TOLD, GroupPage, GroupView, rest_line
from bot.services.reminders import pauses


class Reminders(GroupPage):
    name = "reminders.group"
    help = mark("At which hour and where the group is reminded of its work. When the group rests, nothing comes")

    def render(self, view: GroupView, say: Say) -> Message:
        group, here = view.group, {"group": view.group.id}
        days = Go("timetable.page", {"scope": "group", "subject": group.id}, push=True)
        return Message(
            lines(bold(group.name), _state(view, say)),
            column(
                [
                    Button(say("▶ Go on now"), Tap("resume")) if view.pause else None,
                    Button(say("⏸ Let the group rest"), Go("reminders.pause", here, push=True)),
                    Button(say("⏰ Hour of reminders"), Go("settings.hour", here, push=True)),
                    Button(say("📍 Where they come"), Go("reminders.told", here, push=True)),
                    Button(say("🗓 Days of reminders"), days) if view.staff else None,
                    Button(say("◀ Back"), Back()),
                ]
            ),
            asks=say("Shall reminders come again now?") if view.pause else say("What do you want to change?"),
        )

    def tap_resume(self, turn: Turn, view: GroupView) -> Go:
        pauses.resume(turn.uow, turn.library, view.group.id, by=turn.person, now=turn.now)
        return Go(self.name, {"group": view.group.id}, note=turn.say("▶ Reminders come again"))


def _state(view: GroupView, say: Say) -> Html:
    hour = say(
        "⏰ Reminders of {group} come at {time}",
        group=view.group.name,
        time=say.clock(view.group.at, view.group.later),
    )
    return lines(rest_line(view.pause, say) if view.pause else hour, say(TOLD.get(view.group.told, "?")))
