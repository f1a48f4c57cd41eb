"""The table of work line by line: what its pages load, ask and keep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.chat.address import Go, Tap, pack, unpack
from bot.chat.message import shortened
from bot.chat.screen import Turn
from bot.content.form import Step
from bot.domain import zones
from bot.domain.groups import Member
from bot.domain.ids import GroupId, PersonId, PlanId
from bot.domain.incoming import Answer
from bot.domain.plans import Action, LineValue, Part
from bot.domain.refused import Missing, Stale
from bot.domain.rounds import Verb
from bot.i18n import Html, Say, lines, mark, plain
from bot.screens.plan.words import FIELDS, days_said
from bot.screens.plan.words import value_words as value_of
from bot.screens.widgets.unprinted import noted
from bot.services.plans import actions, drafts, line_values, plan_view
from bot.services.plans.plan_view import PlanView, lacking
from bot.services.rounds import allowed

QUESTIONS = {
    "what": mark("What work must be done? Write one piece"),
    "who": mark("Who is responsible for this work? Press or write a name"),
    "start": mark("Which day does it start? For example 15/1/2027 or tomorrow"),
    "due": mark("Which day does it start and which day is it done? Press, or write: {days}"),
    "cost": mark("How much does it cost? Press or write, for example 850 thousand"),
    "own": mark("How much does the group pay itself? Press or write an amount"),
    "sign": mark("How will we see that it is done? For example a photo, a list, a receipt"),
}
DAYS = ("start", "due")
SUMS = ("cost", "own")
_LABEL = 12  # characters of a value on a button
_SAID = 60  # and in a line


# The table ------------------------------------------------------------------------------------------------------------
def write(turn: Turn, view: PlanView, answer: Answer) -> Go:
    """A text is a new line of the table; a voice or photo is kept beside it."""
    plan = PlanId(view.plan.id)
    if answer.is_text:
        action = actions.add(turn.uow, plan, answer.text, by=turn.person, now=turn.now)
        _changed(turn, plan)
        left = turn.say("✅ The work is saved. Three short questions follow")
        note = noted(left, answer.text, turn.say)
        return Go("plan.field", {"action": action, "field": "who"}, note=note)
    drafts.enclose(turn.uow, plan, step_of(view), drafts.part_of(answer), by=turn.person, now=turn.now)
    _changed(turn, plan)
    return Go("plan.actions", {"plan": plan}, note=turn.say("✅ Saved"))


def parts_beside(view: PlanView) -> tuple[Part, ...]:
    """The voices and photos beside the table."""
    found = view.answers.get(step_of(view).key)
    return found.parts if found else ()


def step_of(view: PlanView) -> Step:
    """The step of the table; a form without one is refused kindly."""
    found = next((step for step in view.form.steps if step.kind == "actions"), None)
    if found is None:
        raise Missing
    return found


# One line -------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class ActionView:
    """One line of the table. `revision` is the line's: an old button changes nothing."""

    action: Action
    group: GroupId
    open: bool
    members: tuple[Member, ...]
    today: date
    revision: int
    me: PersonId | None = None  # the reader, where a member
    earlier: tuple[LineValue, ...] = ()  # what fields said before, and comes back with one tap


def load_action(turn: Turn, which: int | None = None) -> ActionView:
    """The line that a page is about, for members and staff."""
    plan, action = plan_view.open_action(turn.uow, which or turn.number("action"), by=turn.person)
    group = turn.uow.groups.get(plan.group)
    zone = group.zone if group else turn.say.zone
    members = tuple(turn.uow.groups.members(plan.group))
    earlier, today = line_values.come_back(turn.uow, action, now=turn.now), zones.day(turn.now, zone)
    writes = allowed.may(turn.uow, Verb.WRITE, plan)
    me = turn.me if any(one.person == turn.me for one in members) else None
    return ActionView(action, plan.group, writes, members, today, action.revision, me, tuple(earlier))


def enclose(turn: Turn, action: Action, answer: Answer) -> str:
    """A voice or photo sent where a line is asked about is kept beside the table; returns what to say about it."""
    whole = plan_view.open_plan(turn.uow, turn.library, action.plan, by=turn.person)
    drafts.enclose(turn.uow, action.plan, step_of(whole), drafts.part_of(answer), by=turn.person, now=turn.now)
    changed(turn, action)
    return turn.say("✅ It is kept beside the table of work")


def changed(turn: Turn, action: Action) -> None:
    """What others see of a line, of the table and of the plan is not what it was."""
    turn.changed.append(Go("plan.action", {"action": action.id}))
    _changed(turn, action.plan)


def _changed(turn: Turn, plan: PlanId) -> None:
    turn.changed += [Go("plan.actions", {"plan": plan}), Go("plan.overview", {"plan": plan})]


# One question about it ------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class AskView:
    """A line, the field that is asked, and what was typed: readings of it (days of actions.DAYS, or kip).

    `revision` is the line's, so that an old button does not undo what came after it.
    """

    base: ActionView
    field: str
    choices: tuple[int, ...]
    revision: int

    @property
    def action(self) -> Action:
        return self.base.action


def present_value(view: AskView, say: Say) -> str:
    """What the line says so far."""
    value = getattr(view.action, view.field)
    if value is None or value == "":
        return ""
    return say.date(value) if view.field in DAYS else say.money(value) if view.field in SUMS else str(value)


_BASE = 36  # of the choices in a button
_ROOM = (
    28  # characters of all choices: seven days of three characters; the rest of 64 bytes is screen, line and revision
)


def asked_back(view: AskView, numbers: Sequence[int]) -> Go:
    """The page that reads back what was typed; the unlikeliest readings are left out when there is no room."""
    choices = pack(numbers, _BASE, room=_ROOM)
    return Go("plan.sure", {"action": view.action.id, "field": view.field, "choices": choices})


def read_choices(turn: Turn) -> tuple[int, ...]:
    """What may be meant, as a button says it; nothing when it is forged."""
    return unpack(turn.word("choices"), _BASE)


def keep(turn: Turn, view: AskView, number: int) -> Go:
    """Keep a day or an amount that was tapped or found right."""
    here, by, now = view.action.id, turn.person, turn.now
    if view.field in DAYS:
        waits = actions.plan_day(turn.uow, here, view.field, on_day(number), by=by, now=now)
    else:
        waits = actions.price(turn.uow, here, view.field, number, by=by, now=now)
    return saved_line(turn, view, value_words(number, view, turn.say), waits=waits)


def keep_span(turn: Turn, view: AskView, first: int, last: int) -> Go:
    """Keep the first and the last day at once."""
    if first > last:
        raise Stale
    waits = None
    for field, number in zip(DAYS, (first, last), strict=True):
        kept = actions.plan_day(turn.uow, view.action.id, field, on_day(number), by=turn.person, now=turn.now)
        waits = kept if waits is None else waits
    return saved_line(turn, view, days_said(on_day(first), on_day(last), turn.say), waits=waits)


def saved_line(turn: Turn, view: AskView, what: str = "", *, typed: str = "", waits: int | None = None) -> Go:
    """What comes after a value: whose shall stand, where it `waits` beside another's, else the next question."""
    if waits is not None:
        return Go("plan.which", {"which": waits})
    _, action = plan_view.open_action(turn.uow, view.action.id, by=turn.person)
    changed(turn, action)
    go, lost = onward(action), line_values.just_lost(turn.uow, action, view.field, now=turn.now)
    note = turn.say("✅ Saved: {what}", what=what) if what else turn.say("✅ Saved")
    gone = replaces(lost, turn.say) if lost else ""
    note = lines(noted(note, typed, turn.say), gone, *_odd(view.action, action, turn.say))
    return Go(go.screen, go.args, note=note, regrets=(regret(lost, turn.say),) if lost else ())


# What it said before --------------------------------------------------------------------------------------------------
def said_before(old: LineValue, say: Say) -> Html:
    """A value in a line."""
    value = next(iter(line_values.changes_of(old).values()))
    return value_of(old.field, value, say, _SAID)


def replaces(old: LineValue, say: Say) -> Html:
    """That a value stands in the place of another one, which is kept."""
    name = say.who(old.author_name or "")
    return say("It replaces “{old}” by {name}, which is kept", old=said_before(old, say), name=name)


def regret(old: LineValue, say: Say) -> tuple[str, Tap]:
    """The button that brings a value back."""
    label = say("Bring back: {old}", old=shortened(plain(said_before(old, say)), _LABEL))
    return label, Tap("bring", on=Go("plan.line", {"which": old.id}))


def _odd(before: Action, after: Action, say: Say) -> Iterator[Html]:
    """What somebody should know who has just changed a line."""
    if before.own != after.own and after.own == after.cost:
        yield say("The group's share was more than the cost. It is {sum} now", sum=say.money(after.own or 0))
    if after.start and after.due and after.start > after.due:
        yield say("It starts after it ends")


def onward(action: Action, *, after: str = "") -> Go:
    """What is asked of a line next: what it lacks (`after` a field that is left for later), then the group's share."""
    asked = [*lacking(action), *(["own"] if action.own is None and action.cost else [])]
    order = list(FIELDS)
    left = [field for field in asked if not after or order.index(field) > order.index(after)]
    if left:
        return Go("plan.field", {"action": action.id, "field": left[0]})
    return Go("plan.actions", {"plan": action.plan})


# A day or an amount as a button's number ------------------------------------------------------------------------------
def value_words(number: int, view: AskView, say: Say) -> str:
    return say.date(on_day(number)) if view.field in DAYS else say.money(number)


def number_of(day: date) -> int:
    return (day - actions.DAYS[0]).days


def on_day(number: int) -> date:
    """The day of a button; a forged one is refused."""
    if not 0 <= number < number_of(actions.DAYS[1]):
        raise Stale
    return actions.DAYS[0] + timedelta(days=number)
