"""The reminders of a group, for its leader and staff: at which hour, where, and a rest for a festival or a flood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.notice import Occasion, notice
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain import dates
from bot.domain.groups import Group
from bot.domain.ids import GroupId
from bot.domain.incoming import Answer
from bot.domain.people import Role
from bot.domain.readings import Unclear, Unsure
from bot.domain.refused import Refused, Stale
from bot.domain.reminders import Told
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens import action_words as words
from bot.screens import calendar
from bot.screens.checkin import packed, unpacked
from bot.services import groups, pauses
from bot.store.pauses import Pause

_CHOICES = 5  # days that were perhaps meant; more would not fit a button's 64 bytes
TOLD = {
    Told.BOTH: mark("💬 Group chat and private"),
    Told.PRIVATE: mark("👤 Only in private"),
    Told.CHAT: mark("👥 Only in the group chat"),
}


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group with the pause that holds at present; `today` is the group's day."""

    group: Group
    pause: Pause | None
    today: date
    staff: bool = False
    days: tuple[date, ...] = ()
    month: int = 0  # of the calendar


class _OfGroup(Screen[GroupView]):
    """A page for whoever leads the group, and for staff."""

    args: ClassVar[tuple[str, ...]] = ("group",)

    def load(self, turn: Turn) -> GroupView:
        group = groups.to_lead(turn.uow, GroupId(turn.number("group")), by=turn.person)
        pause = pauses.current(turn.uow, group, now=turn.now)
        staff = Role.STAFF in turn.person.roles
        return GroupView(group, pause, words.today(group, turn.now), staff, _days(turn.word("days")))


class Reminders(_OfGroup):
    name = "reminders.group"
    help = mark("At which hour and where the group is reminded of its work. When the group rests, nothing comes")

    def render(self, view: GroupView, say: Say) -> Message:
        group, here = view.group, {"group": view.group.id}
        days = Go("timetable.page", {"scope": "group", "subject": group.id}, push=True)
        return Message(
            paragraphs(bold(group.name), _state(view, say)),
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
        )

    def tap_resume(self, turn: Turn, view: GroupView) -> Go:
        pauses.resume(turn.uow, turn.library, view.group.id, by=turn.person, now=turn.now)
        return Go(self.name, {"group": view.group.id}, note=turn.say("▶ Reminders come again"))


def _state(view: GroupView, say: Say) -> Html:
    hour = say("⏰ Reminders of {group} come at {hour}:00", group=view.group.name, hour=view.group.hour)
    return lines(_rests(view.pause, say) if view.pause else hour, say(TOLD[view.group.told]))


def _rests(pause: Pause, say: Say) -> Html:
    if pause.until is None:
        return say("⏸ The group rests until somebody says “go on”")
    return say("⏸ The group rests. Reminders come again on {day}", day=say.date(pause.until))


class Where(_OfGroup):
    name = "reminders.told"
    help = mark("Choose where the group hears its reminders. Nobody is asked twice")

    def render(self, view: GroupView, say: Say) -> Message:
        ask = say("Where shall reminders of {group} come?", group=view.group.name)
        none = say("The group has no Telegram group yet, so they come in private") if not view.group.chat else Html()
        now = say("Now: {where}", where=say(TOLD[view.group.told]))
        choices = [Button(say(label), Tap("choose", (told.value,))) for told, label in TOLD.items()]
        return Message(paragraphs(lines(ask, now), none), column([*choices, Button(say("◀ Back"), Back())]))

    def tap_choose(self, turn: Turn, view: GroupView) -> Back:
        if turn.value() not in list(Told):
            raise Stale
        told = Told(str(turn.value()))
        groups.choose_told(turn.uow, view.group.id, told, by=turn.person, now=turn.now)
        return Back(note=turn.say("It is changed"))


class Rest(_OfGroup):
    name = "reminders.pause"
    args = ("group", "month")
    asks = True
    help = mark("For a festival or a flood: choose or write the day on which reminders come again")

    def load(self, turn: Turn) -> GroupView:
        view = super().load(turn)
        return replace(view, month=calendar.month_in(turn.args.get("month"), _within(view.today)))

    def render(self, view: GroupView, say: Say) -> Message:
        here = {"group": view.group.id}
        ask = say("On which day shall reminders come again? For example 15/1/2027 or in 2 weeks")
        days = calendar.rows(
            say,
            view.month,
            within=_within(view.today),
            today=view.today,
            turn=lambda month: Go(self.name, here | {"month": month}),
            take=lambda day: Go("reminders.until", here | {"days": packed([day.toordinal()])}),
        )
        open_end = Button(say("⏸ Until I say “go on”"), Tap("open"))
        return Message(paragraphs(bold(view.group.name), ask), [[open_end], *days, [Button(say("◀ Back"), Back())]])

    def on_answer(self, turn: Turn, view: GroupView, answer: Answer) -> Go:
        match dates.read(only_text(answer), today=view.today):
            case Unclear():
                raise Refused("This date is not understood yet. Try it like this: 15/1/2027")
            case Unsure(choices):
                return _ask(view, choices[:_CHOICES])
            case day:
                return _ask(view, [day])

    def tap_open(self, turn: Turn, view: GroupView) -> Go:
        pauses.pause(turn.uow, turn.library, view.group.id, None, by=turn.person, now=turn.now)
        return Go("reminders.group", {"group": view.group.id})


def _within(today: date) -> calendar.Within:
    return today + timedelta(days=1), today + timedelta(days=pauses.LONGEST)


def _ask(view: GroupView, days: Sequence[date]) -> Go:
    chosen = packed(day.toordinal() for day in days if day > view.today)
    if not chosen:
        raise Refused("This day is over. Write a day that is still to come")
    return Go("reminders.until", {"group": view.group.id, "days": chosen})


def _days(word: str) -> tuple[date, ...]:
    """The days of a button; none when it is forged."""
    latest = date.max.toordinal()
    return tuple(date.fromordinal(day) for day in unpacked(word) if 1 <= day <= latest)


class Until(_OfGroup):
    """The day that was understood, or the days that may be meant."""

    name = "reminders.until"
    args = ("group", "days")
    help = mark("Press the day if it is the right one, or write another")

    def load(self, turn: Turn) -> GroupView | Go:  # type: ignore[override]
        view = super().load(turn)
        first, last = _within(view.today)
        fits = view.days and all(first <= day <= last for day in view.days)
        return view if fits else Go("reminders.pause", {"group": view.group.id})

    def render(self, view: GroupView, say: Say) -> Message:
        other = Button(say("✖️ Another day"), Go("reminders.pause", {"group": view.group.id}))
        if len(view.days) == 1:
            text = say("{date} – is it so?", date=say.date(view.days[0]))
            return Message(text, column([Button(say("✅ Yes"), Tap("take")), other]))
        days = (Button(say.date(day), _ask(view, [day])) for day in view.days if day > view.today)
        return Message(say("Which day do you mean?"), column([*days, other]))

    def tap_take(self, turn: Turn, view: GroupView) -> Go:
        until = view.days[0]
        pauses.pause(turn.uow, turn.library, view.group.id, until, by=turn.person, now=turn.now)
        return Go("reminders.group", {"group": view.group.id})


# What others are told ------------------------------------------------------------------------------------------------
@notice("group_paused", screen="reminders.group")
def paused(occasion: Occasion) -> Message | None:
    """To the leaders and the group's chat: the group rests, or its reminders come again."""
    group = occasion.uow.groups.get(GroupId(occasion.args["group"]))
    if group is None:
        return None
    say, pause = occasion.say, pauses.current(occasion.uow, group, now=occasion.now)
    now = _rests(pause, say) if pause else say("▶ Reminders come again")
    return Message(lines(bold(group.name), now, occasion.args["by"]), _change(occasion, group))


@notice("told_changed", screen="reminders.group")
def told_changed(occasion: Occasion) -> Message | None:
    """To the leaders and the group's chat: reminders come somewhere else."""
    group = occasion.uow.groups.get(GroupId(occasion.args["group"]))
    if group is None:
        return None
    say = occasion.say
    head = say("{name} changed where reminders of {group} come:", name=occasion.args["by"], group=group.name)
    return Message(lines(head, say(TOLD[group.told])), _change(occasion, group))


def _change(occasion: Occasion, group: Group) -> list[list[Button]]:
    """Leaders may change it back; in the group's chat nobody is offered that."""
    if occasion.person is None:
        return []
    change = Go("reminders.group", {"group": group.id}, push=True)
    return [[Button(occasion.say("⏰ Reminders of the group"), change)]]
