"""What a check-in asks further: a photo, a new day, what kind of help."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain import dates
from bot.domain.ids import ActionId
from bot.domain.incoming import Answer
from bot.domain.plans import Action
from bot.domain.readings import Unclear, Unsure
from bot.domain.refused import Refused, Stale
from bot.domain.reminders import Help, Why
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens import action_words as words
from bot.screens import calendar
from bot.services import calls, checkins
from bot.services.checkins import Spot
from bot.store.reminders import CheckIn

_DAYS = 7  # readings of a day that fit a button's data


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action being asked about; `choices` are readings of what was typed, as ordinals."""

    action: Action
    today: date
    choices: tuple[int, ...] = ()
    month: int = 0  # of the calendar (bot.screens.calendar)


class _About(Screen[ActionView]):
    """A page about one action, for members of its group."""

    args: ClassVar[tuple[str, ...]] = ("action",)
    asks = True
    personal = True

    def load(self, turn: Turn) -> ActionView | Go:
        return _about(turn)


def _about(turn: Turn) -> ActionView:
    task = checkins.open_task(turn.uow, ActionId(turn.number("action")), turn.person)
    if not task.member:
        raise Refused("Only members of the group can do this")
    return ActionView(task.action, words.today(task.group, turn.now), unpacked(turn.word("choices")))


class Photo(_About):
    name = "actions.photo"
    appends = True
    help = mark("Send a photo of the finished work, or skip this")

    def render(self, view: ActionView, say: Say) -> Message:
        skip = Button(say("Skip"), Go("actions.checkin", {"action": view.action.id}))
        return Message(paragraphs(bold(view.action.what), say("📷 Please send a photo")), [[skip]])

    def on_answer(self, turn: Turn, view: ActionView, answer: Answer) -> Go:
        checkins.note(turn.uow, view.action.id, turn.person, answer, now=turn.now)
        return Go("actions.checkin", {"action": view.action.id}, note=turn.say("📝 Kept with this work"))


class _Day(_About):
    """Pages on which a day may be typed."""

    def on_answer(self, turn: Turn, view: ActionView, answer: Answer) -> Go:
        if not answer.is_text:
            raise Refused("Please write the day. For example 15/1/2027 or tomorrow")
        match dates.read(answer.text, today=view.today):
            case Unclear():
                raise Refused("This date is not understood yet. Try it like this: 15/1/2027")
            case Unsure(choices):
                return _days(view, [day for day in choices[:_DAYS] if day >= view.today])
            case day:
                return _days(view, [day])


def _days(view: ActionView, days: Sequence[date]) -> Go:
    if not days:
        raise Refused("This day is over. Write a day that is still to come")
    return Go("actions.day", {"action": view.action.id, "choices": packed(day.toordinal() for day in days)})


class Late(_Day):
    name = "actions.late"
    args = ("action", "month")
    help = mark("Choose or write the new day. The old one stays in the history")

    def load(self, turn: Turn) -> ActionView:
        view = _about(turn)
        begin = max(view.today, view.action.due or view.today)
        month = calendar.month_in(turn.args.get("month", calendar.month_of(begin)), calendar.to_come(view.today))
        return replace(view, month=month)

    def render(self, view: ActionView, say: Say) -> Message:
        start, here = max(view.today, view.action.due or view.today), {"action": view.action.id}
        week, month = start + timedelta(weeks=1), dates.add_months(start, 1)
        rows = [
            [Button(say("⏳ One week later: {day}", day=say.day(week)), _days(view, [week]))],
            [Button(say("⏳ One month later: {day}", day=say.day(month)), _days(view, [month]))],
            *calendar.rows(
                say,
                view.month,
                within=calendar.to_come(view.today),
                today=view.today,
                turn=lambda month: Go(self.name, here | {"month": month}),
                take=lambda day: Tap("choose", (day.toordinal(),)),
            ),
            [Button(say("◀ Back"), Go("actions.checkin", here))],
        ]
        ask = say("Which day will it be done? For example 15/1/2027 or tomorrow")
        return Message(paragraphs(bold(view.action.what), ask), rows)

    def tap_choose(self, turn: Turn, view: ActionView) -> Go:
        if not 0 < turn.choice() <= date.max.toordinal():
            raise Stale
        return _days(view, [calendar.chosen(date.fromordinal(turn.choice()), calendar.to_come(view.today))])


class Day(_Day):
    """A day read back, or the days that were perhaps meant."""

    name = "actions.day"
    args = ("action", "choices")
    help = mark("Is the day right? If not, write it once more")

    def load(self, turn: Turn) -> ActionView | Go:
        view = _about(turn)
        last = dates.add_months(view.today, 12 * dates.FAR)
        if not view.choices or not all(view.today.toordinal() <= day <= last.toordinal() for day in view.choices):
            return Go("actions.late", {"action": view.action.id})
        return view

    def render(self, view: ActionView, say: Say) -> Message:
        days, seen = [date.fromordinal(day) for day in view.choices], view.action.revision
        back = Go("actions.late", {"action": view.action.id})
        if len(days) > 1:
            rows = [[Button(say.date(day), _days(view, [day]))] for day in days]
            return Message(say("Which day? Choose"), [*rows, [Button(say("Another day"), back)]])
        text = say("{date} – is it so?", date=say.date(days[0]))
        return Message(text, [[Button(say("Yes"), Tap("take", (days[0].toordinal(), seen))), Button(say("No"), back)]])

    def tap_take(self, turn: Turn, view: ActionView) -> Go:
        if turn.choice() not in view.choices:
            raise Stale
        due, action, spot = date.fromordinal(turn.choice()), view.action.id, Spot(turn.chat, turn.incoming.message)
        seen = turn.choice(1)
        entry = checkins.late(turn.uow, turn.library, action, turn.person, due, seen=seen, now=turn.now, spot=spot)
        note = turn.say("Moved to {date}. You will be reminded again", date=turn.say.date(due))
        return Go("actions.why", {"checkin": entry}, note=note)


@dataclass(frozen=True, slots=True)
class WhyView:
    """What is late, and the entry that says so."""

    action: Action
    entry: CheckIn


class LateWhy(Screen[WhyView]):
    """Asks why it is late: one tap, or own words, voice, photo."""

    name = "actions.why"
    args = ("checkin",)
    asks = True
    personal = True
    appends = True
    help = mark("Choose why it is late, or tell it in your own words. It helps others to help")

    def load(self, turn: Turn) -> WhyView:
        entry = checkins.late_entry(turn.uow, turn.number("checkin"), turn.person)
        return WhyView(checkins.open_task(turn.uow, entry.action, turn.person).action, entry)

    def render(self, view: WhyView, say: Say) -> Message:
        reasons = [Button(say(label), Tap("why", (why.value,))) for why, label in words.REASONS.items()]
        skip = Button(say("Skip"), Go("actions.checkin", {"action": view.action.id}))
        ask = lines(say("Why is it late?"), say("You can also write, speak or send a photo"))
        return Message(paragraphs(bold(view.action.what), ask), column([*reasons, skip]))

    def on_answer(self, turn: Turn, view: WhyView, answer: Answer) -> Go:
        checkins.explain(turn.uow, view.entry.id, turn.person, answer)
        return Go("actions.checkin", {"action": view.action.id}, note=turn.say("Saved"))

    def tap_why(self, turn: Turn, view: WhyView) -> Go:
        if turn.value() not in list(Why):
            raise Stale
        checkins.explain(turn.uow, view.entry.id, turn.person, Why(str(turn.value())))
        return Go("actions.checkin", {"action": view.action.id}, note=turn.say("Saved"))


class WhichHelp(_About):
    name = "actions.help"
    asks = False
    help = mark("Choose what you want help with. Somebody who knows it is told at once")

    def render(self, view: ActionView, say: Say) -> Message:
        seen = view.action.revision
        rows = [[Button(say(words.KINDS[kind]), Tap("ask", (kind.value, seen)))] for kind in Help]
        rows.append([Button(say("◀ Back"), Go("actions.checkin", {"action": view.action.id}))])
        return Message(paragraphs(bold(view.action.what), say("What do you want help with?")), rows)

    def tap_ask(self, turn: Turn, view: ActionView) -> Go:
        if turn.value() not in list(Help):
            raise Stale
        kind, action = Help(str(turn.value())), view.action.id
        spot = Spot(turn.chat, turn.incoming.message)
        seen = turn.choice(1)
        call = calls.ask(turn.uow, turn.library, action, turn.person, kind, seen=seen, now=turn.now, spot=spot)
        names = turn.say.names([helper.name for helper in calls.helpers(turn.uow, call)])
        told = turn.say("{name} has been told and will contact you", name=names)
        return Go("calls.mine", {"checkin": call.id}, note=told if names else turn.say("Saved"))


def packed(numbers: Iterable[int]) -> str:
    """Numbers as a page's argument; hexadecimal, because a button has room for 64 bytes."""
    return "-".join(f"{number:x}" for number in numbers)


def unpacked(word: str) -> tuple[int, ...]:
    """The numbers of an argument, none when it is forged."""
    try:
        return tuple(int(part, 16) for part in word.split("-")) if word else ()
    except ValueError:
        return ()
