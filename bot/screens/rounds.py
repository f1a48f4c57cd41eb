"""The rounds of the competition, for staff: their state, their last day, their plans, and what happens next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.ids import GroupId, RoundId
from bot.domain.people import Role
from bot.domain.plans import Plan, PlanState, Round
from bot.domain.refused import Refused
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.services import rounds
from bot.services.rounds import CLOSED, DRAFT, OPEN

STAFF = frozenset({Role.STAFF})
LISTED = 30  # plans in one message: some 60 letters a line stay below Telegram's 4096
command(Command("rounds", Go("rounds.list"), mark("Rounds"), roles=STAFF, order=73))

_STATES = {
    "draft": mark("✏️ being prepared"),
    "open": mark("🟢 open"),
    "closed": mark("🔒 closed"),
    "released": mark("🏆 results released"),
}
PLAN_STATES = {
    PlanState.DRAFT: mark("being written"),
    PlanState.SUBMITTED: mark("sent"),
    PlanState.RETURNED: mark("returned with comments"),
    PlanState.APPROVED: mark("passed"),
}


def round_id(turn: Turn) -> RoundId:
    return RoundId(turn.number("round"))


def title(found: Round, say: Say) -> str:
    """A round's name, or its number while it has none."""
    return say.pick(found.name) or str(say("Round {n}", n=found.id))


@dataclass(frozen=True, slots=True)
class ListView:
    rounds: tuple[tuple[Round, Counter[PlanState]], ...]


class Listed(Screen[ListView]):
    name = "rounds.list"
    roles = STAFF
    help: ClassVar[str] = mark("The newest round stands first. Open one to see its plans, or prepare a new one")

    def load(self, turn: Turn) -> ListView:
        found = turn.uow.plans.rounds()
        return ListView(tuple((one, _states(turn.uow.plans.of_round(one.id))) for one in found))

    def render(self, view: ListView, say: Say) -> Message:
        listed = paragraphs(*(lines(bold(title(one, say)), summary(one, n, say)) for one, n in view.rounds))
        buttons = [Button(title(one, say), Go("rounds.page", {"round": one.id}, push=True)) for one, _ in view.rounds]
        return Message(
            paragraphs(bold(say("🏁 Rounds")), listed or say("There is none yet")),
            column([Button(say("➕ New round"), Tap("new")), *buttons, Button(say("◀ Back"), Back())]),
        )

    def tap_new(self, turn: Turn, view: ListView) -> Go:
        new = rounds.begin(turn.uow, turn.library.form.version, by=turn.person, now=turn.now)
        return Go("rounds.name", {"round": new, "language": "lo"}, push=True)


@dataclass(frozen=True, slots=True)
class PageView:
    round: Round
    plans: tuple[Plan, ...]
    groups: Mapping[GroupId, Group]


class Page(Screen[PageView]):
    name = "rounds.page"
    args = ("round",)
    roles = STAFF
    help: ClassVar[str] = mark("The plans of this round, and the buttons for what comes next")

    def load(self, turn: Turn) -> PageView:
        found = rounds.to_see(turn.uow, round_id(turn), by=turn.person)
        plans = tuple(turn.uow.plans.of_round(found.id))
        return PageView(found, plans, rounds.groups_of(turn.uow, plans))

    def render(self, view: PageView, say: Say) -> Message:
        listed = lines(*(plan_line(plan, view.groups, say) for plan in view.plans[:LISTED]))
        more = len(view.plans) - LISTED
        return Message(
            paragraphs(
                lines(bold(title(view.round, say)), summary(view.round, _states(view.plans), say)),
                listed,
                say.plural("… and {n} more", "… and {n} more", more) if more > 0 else "",
            ),
            column([*_acts(view.round, say), _reminders(view.round, say), Button(say("◀ Back"), Back())]),
        )


def _reminders(found: Round, say: Say) -> Button:
    return Button(say("🗓 Days of reminders"), Go("timetable.page", {"scope": "round", "subject": found.id}, push=True))


def summary(found: Round, states: Counter[PlanState], say: Say) -> Html:
    """State, last day, and how many plans are in which state."""
    counted = (f"{say(PLAN_STATES[state])}: {n}" for state, n in sorted(states.items()))
    due = say("⏰ Plans are due on {date}", date=say.date(say.today(found.deadline)))
    return lines(say(_STATES[found.state]), due if _dated(found) else "", _moved(found, say), say.names(counted))


def _moved(found: Round, say: Say) -> Html:
    """Why the last day is another one than staff set."""
    if found.planned is None:
        return Html("")
    return say("The system was down. The day that was set: {date}", date=say.day(say.today(found.planned)))


def _dated(found: Round) -> bool:
    """A round that is being prepared has its opening as its last day until one is set."""
    return found.state != DRAFT or found.deadline > found.opens_at


def plan_line(plan: Plan, groups: Mapping[GroupId, Group], say: Say) -> Html:
    """Position, group, title and state of a plan."""
    name = groups[plan.group].name if plan.group in groups else "–"
    return lines(say.names(filter(None, (f"{place(plan)} {name}", plan.title, say(PLAN_STATES[plan.state])))))


def place(plan: Plan) -> str:
    """A plan's position as a sign."""
    return f"🏅{plan.position}" if plan.position else "▫️"


def _acts(found: Round, say: Say) -> list[Button | None]:
    here = {"round": found.id}
    name = Button(say("✏️ Change the name"), Go("rounds.name", here | {"language": "lo"}, push=True))
    deadline = Button(say("📅 Change the last day"), Go("rounds.deadline", here, push=True))
    agreement = Button(say("🤝 Who has to agree"), Go("rounds.agreement", here, push=True))
    span = Button(say("📆 Days of the work"), Go("rounds.span", here, push=True))
    if found.state == DRAFT:
        return [_sure("open", say("🟢 Open the round"), here), deadline, agreement, span, name]
    if found.state == OPEN:
        return [deadline, agreement, span, name, _sure("close", say("🔒 Close the round"), here)]
    if found.state == CLOSED:
        positions = Button(say("🏅 Positions"), Go("rounds.positions", here, push=True))
        release = _sure("release", say("🏆 Release the results"), here)
        return [positions, release, _sure("open", say("🟢 Open it again"), here)]
    return []


def _sure(what: str, label: Html, here: Mapping[str, int]) -> Button:
    return Button(label, Go("rounds.sure", {**here, "what": what}, push=True))


def _states(plans: tuple[Plan, ...] | list[Plan]) -> Counter[PlanState]:
    return Counter(plan.state for plan in plans)


@dataclass(frozen=True, slots=True)
class SureView:
    round: Round
    what: str
    first: tuple[str, ...]  # the groups on the first position


class Sure(Screen[SureView]):
    """The question before a round opens, closes, or its results are released."""

    name = "rounds.sure"
    args = ("round", "what")
    roles = STAFF
    help: ClassVar[str] = mark("Nothing happens until you press the first button")
    _from: ClassVar = {"open": (DRAFT, CLOSED), "close": (OPEN,), "release": (CLOSED,)}

    def load(self, turn: Turn) -> SureView | Go:
        found, what = rounds.to_see(turn.uow, round_id(turn), by=turn.person), turn.word("what")
        if what not in self._from:
            raise Refused("This page is not there any more")
        if found.state not in self._from[what]:
            return Go("rounds.page", {"round": found.id})
        plans = [plan for plan in turn.uow.plans.of_round(found.id) if plan.position == 1]
        groups = rounds.groups_of(turn.uow, plans)
        return SureView(found, what, tuple(group.name for group in groups.values()))

    def render(self, view: SureView, say: Say) -> Message:
        question, label = {
            "open": (say("Groups can write their plans from now on. Open the round?"), say("🟢 Open the round")),
            "close": (say("Nobody can write or send a plan any more. Close the round?"), say("🔒 Close the round")),
            "release": (
                lines(
                    say("First rank: {groups}", groups=say.names(view.first)) if view.first else "",
                    say("All groups will see the positions, and this cannot be undone. Release the results?"),
                ),
                say("🏆 Release the results"),
            ),
        }[view.what]
        text = paragraphs(bold(title(view.round, say)), question)
        return Message(text, column([Button(label, Tap(view.what)), Button(say("✖️ Not yet"), Back())]))

    def tap_open(self, turn: Turn, view: SureView) -> Go:
        rounds.open_now(turn.uow, view.round.id, by=turn.person, now=turn.now)
        return Go("rounds.page", {"round": view.round.id}, note=turn.say("🟢 The round is open"))

    def tap_close(self, turn: Turn, view: SureView) -> Go:
        rounds.close(turn.uow, view.round.id, by=turn.person, now=turn.now)
        return Go("rounds.page", {"round": view.round.id}, note=turn.say("🔒 The round is closed"))

    def tap_release(self, turn: Turn, view: SureView) -> Go:
        told = rounds.release(turn.uow, view.round.id, by=turn.person, now=turn.now)
        note = turn.say.plural("🏆 {n} group has been told", "🏆 {n} groups have been told", told)
        return Go("rounds.page", {"round": view.round.id}, note=note)
