"""What several pages about rounds load and share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from bot.chat.address import Go, day_written
from bot.chat.screen import Turn
from bot.domain.groups import Group
from bot.domain.ids import GroupId, RoundId
from bot.domain.plans import Plan, PlanState, Round
from bot.domain.rounds import Verb, may
from bot.i18n import Html, Say, lines, mark
from bot.screens.review.words import DECISIONS
from bot.services.rounds import rounds
from bot.services.rounds.results import Scored
from bot.services.rounds.rounds import DRAFT

_STATES = {
    "draft": mark("✍️ being prepared"),
    "open": mark("🟢 open"),
    "closed": mark("🔒 closed"),
    "released": mark("🏆 results released"),
    "removed": mark("🗑 removed"),
}
PLAN_STATES = {
    PlanState.DRAFT: mark("being written"),
    PlanState.SUBMITTED: mark("sent"),
    PlanState.RETURNED: mark("returned with comments"),
    PlanState.APPROVED: mark("passed"),
}


def round_id(turn: Turn) -> RoundId:
    return RoundId(turn.number("round"))


def open_to_set(turn: Turn) -> Round | Go:
    """The round, or the way to its page where its days and rules cannot be set any more. Raises: Missing, Forbidden."""
    found = rounds.open_whole(turn.uow, round_id(turn), by=turn.person)
    return found if may(Verb.SET, found.state) else Go("rounds.page", {"round": found.id})


def summary(found: Round, states: Counter[PlanState], say: Say) -> Html:
    """State, last day, and how many plans are in which state."""
    counted = (f"{say(PLAN_STATES.get(state, '?'))}: {n}" for state, n in sorted(states.items()))
    due = say("⏰ Plans are due on {date}", date=say.date(say.today(found.deadline)))
    points = say("⭐ No ranks: groups see their points when the experts have decided") if found.unranked else ""
    dated = due if _dated(found) else ""
    return lines(say(_STATES.get(found.state, "?")), dated, _moved(found, say), points, say.names(counted))


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
    return lines(
        say.names(filter(None, (f"{position(plan)} {name}", plan.title, say(PLAN_STATES.get(plan.state, "?")))))
    )


def scored_lines(scored: Scored, best: int, say: Say) -> list[Html]:
    """What the experts gave a plan in all, then each of them."""
    if scored.points is None:
        return [say("No expert has decided on this plan yet")]
    mean = say("⭐ Points: {x} of {n}", x=say.number(scored.points), n=say.number(best))
    each = [
        say("{name}: {x} of {n}, {decision}", name=name, x=x, n=best, decision=say(DECISIONS.get(decision, "?")))
        for name, x, decision in scored.readers
    ]
    return [mean, *each] if len(each) > 1 else [mean]


def position(plan: Plan) -> str:
    """A plan's position as a sign."""
    return f"🏆{plan.position}" if plan.position else "▫️"


DAYS = 5  # days to choose from: more would not fit a button's 64 bytes


def ask_sure(found: Round, *days: date) -> Go:
    named = {f"day{number}": day_written(day) for number, day in enumerate(days, 1)}
    return Go("rounds.day", {"round": found.id, **named})
