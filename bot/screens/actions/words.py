"""How an action is said: its state, its day, its money, its history – and the buttons that answer for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.chat.address import Tap
from bot.chat.message import Button, Link, shortened
from bot.domain.groups import Group
from bot.domain.plans import Action, ActionState
from bot.domain.reminders import CheckInAnswer, Entry, Help, Why
from bot.i18n import Html, Say, lines, mark, safe
from bot.store.reminders import CheckIn

ICONS = {
    ActionState.PLANNED: "▫️",
    ActionState.STARTED: "🔨",
    ActionState.LATE: "📅",
    ActionState.HELP: "🙋",
    ActionState.DONE: "✅",
}
KINDS = {
    Help.GROWING: mark("Growing and raising"),
    Help.MONEY: mark("Money"),
    Help.MARKET: mark("Market"),
    Help.DISEASE: mark("Disease or weather"),
    Help.PEOPLE: mark("People in the group"),
    Help.OTHER: mark("Something else"),
}
REASONS = {
    Why.WEATHER: mark("The weather"),
    Why.MONEY: mark("💰 No money yet"),
    Why.GOODS: mark("Things did not come"),
    Why.TIME: mark("Other work"),
    Why.ILL: mark("Somebody was ill"),
}
_PLAIN: dict[str, str] = {
    CheckInAnswer.DONE: mark("✅ Done"),
    CheckInAnswer.STARTED: mark("🔨 Started"),
    Entry.PHOTO: mark("📷 Photo"),
    Entry.REOPENED: mark("Not done yet"),
    Entry.TAKEN: mark("👥 Helps with this"),
    Entry.SOLVED: mark("✅ It is solved"),
    Entry.STILL: mark("🙋 I still want help"),
    Entry.UNDONE: mark("Took the answer back"),
}
_SHOWN = 200  # characters of a note in a history
_ENTRIES = 10  # of a history; more than that nobody reads on a phone


@dataclass(frozen=True, slots=True)
class Told:
    """One line of an action's history: who, when, what."""

    entry: CheckIn
    on: date


def today(group: Group, now: datetime) -> date:
    """The group's day at `now`."""
    return group.today(now)


def told(entries: list[CheckIn], group: Group) -> tuple[Told, ...]:
    """The history with the days of the group's zone."""
    return tuple(Told(entry, today(group, entry.at)) for entry in entries)


def icon(action: Action, day: date) -> str:
    """The sign of an action's state; one that is past its day stands out."""
    past = action.due is not None and action.due < day and action.state is not ActionState.DONE
    return "🔴" if past and action.state in (ActionState.PLANNED, ActionState.STARTED) else ICONS.get(action.state, "?")


def when(action: Action, day: date, say: Say) -> Html:
    """How far its day is, as seen from `day`; nothing once it is done."""
    if action.due is None or action.state is ActionState.DONE:
        return Html()
    left = (action.due - day).days
    if left > 0:
        return say.plural("{n} day left", "{n} days left", left)
    return say.plural("{n} day past the day", "{n} days past the day", -left) if left else say("Due today")


def head(action: Action) -> Html:
    """A piece of work in a line: what – who."""
    return safe(" – ".join(word for word in (shortened(action.what, 120), action.who) if word))


def due(action: Action, day: date, say: Say) -> Html:
    """How far the day of a piece of work is, with its sign; "" for one without a day."""
    words = when(action, day, say)
    late = action.due is not None and action.due < day
    return Html(f"{'🔴' if late else '⏰'} {words}") if words else Html()


def asks(action: Action, day: date, say: Say) -> Html:
    """What a reminder asks, before, on or after the day."""
    late = action.due is not None and action.due < day and action.state is not ActionState.DONE
    return say("Is anything difficult? How far is this work?") if late else say("How far is this work?")


def _who(action: Action, say: Say) -> Html:
    return say("Responsible: {who}", who=action.who) if action.who else Html()


def facts(action: Action, day: date, say: Say) -> Html:
    """Who is responsible, by when, for how much."""
    due = say("Due date: {day}", day=say.date(action.due)) if action.due else Html()
    return lines(_who(action, say), due, when(action, day, say), money(action, say))


def money(action: Action, say: Say) -> Html:
    """Planned against spent, kip."""
    if action.spent is not None:
        a, b = say.number(action.cost or 0), say.number(action.spent)
        return say("Planned {a} kip, really used {b} kip", a=a, b=b)
    return say("Planned {a} kip", a=say.number(action.cost)) if action.cost is not None else Html()


def history(entries: tuple[Told, ...], say: Say, *, in_group: bool = False) -> Html:
    """The last entries of an action's history, the oldest first. A group's chat does not see why something is late."""
    return lines(*(_line(entry, say, in_group) for entry in entries[-_ENTRIES:]))


def _line(told: Told, say: Say, in_group: bool) -> Html:
    words = answer(told.entry, say, in_group=in_group)
    said = say("{name}: {words}", name=told.entry.name, words=words)
    return Html(f"{say.day(told.on)} {said}")


def answer(entry: CheckIn, say: Say, *, in_group: bool = False) -> Html:
    """What somebody answered, in words."""
    match entry.answer:
        case CheckInAnswer.LATE:
            return lines(_moved(entry, say), "" if in_group else _why(entry, say))
        case CheckInAnswer.HELP if entry.help:
            return say("🙋 Wants help: {kind}", kind=say(KINDS.get(entry.help, KINDS[Help.OTHER])))
        case Entry.SPENT:
            return say("💰 Spent {b} kip", b=say.number(entry.kip or 0))
        case Entry.CORRECTED:
            wrong = say.number(entry.kip_before or 0)
            if entry.kip is None:
                return say("💰 Struck out {a} kip", a=wrong)
            return say("💰 Corrected {a} kip to {b} kip", a=wrong, b=say.number(entry.kip))
        case Entry.LATER if entry.remind_on:
            return say("⏰ Again on {day}", day=say.day(entry.remind_on))
        case Entry.NOTE | Entry.REPLY:
            return Html(f"{'💬' if entry.answer == Entry.REPLY else '📝'} {_words(entry, say)}")
        case _:
            known = say(_PLAIN[entry.answer]) if entry.answer in _PLAIN else Html()
            return lines(known, _words(entry, say)) if entry.words else known


def _moved(entry: CheckIn, say: Say) -> Html:
    new = say.day(entry.due_after) if entry.due_after else Html()
    if not entry.due_before:
        return say("📅 The new day is {new}", new=new)
    return say("📅 Moved from {old} to {new}", old=say.day(entry.due_before), new=new)


def _why(entry: CheckIn, say: Say) -> Html:
    """Why it is late, as far as somebody said so."""
    known = say(REASONS[entry.why]) if entry.why and entry.why in REASONS else ""
    spoken = say("Voice or picture") if entry.medium else ""
    return lines(known, shortened(entry.words, _SHOWN) if entry.words else spoken)


def _words(entry: CheckIn, say: Say) -> Html:
    text = safe(shortened(entry.words, _SHOWN)) if entry.words else Html()
    return text or say("Voice or picture")


def answers(action: Action, day: date, say: Say) -> list[list[Button]]:
    """The answers, each with the revision that was seen; past the day "I want help" stands alone in the second row."""
    seen = (action.revision,)
    done = Button(say("✅ Done"), Tap("done", seen))
    started = Button(say("🔨 Started"), Tap("started", seen))
    late = Button(say("📅 Give me a later day"), Tap("late", seen))
    help_ = Button(say("🙋 I want help"), Tap("help", seen))
    if action.due is not None and action.due < day:
        return [[done], [help_], [started, late]]
    return [[done], [started, late], [help_]]


def tomorrow(say: Say) -> Button:
    return Button(say("⏰ Remind me tomorrow"), Tap("later", (1,)))


def in_a_week(say: Say) -> Button:
    return Button(say("⏰ Remind me next week"), Tap("later", (7,)))


def open_link(where: str, say: Say) -> list[list[Button]]:
    return [[Button(say("🔨 Open"), Link(where))]]


def link(username: str, rest: str) -> str:
    return f"https://t.me/{username}?start=a-{rest}"
