"""Whether a verb may be done now, by the one table of rounds and plans (`bot.domain.rounds`), and why not."""

from __future__ import annotations

from bot.domain import rounds
from bot.domain.ids import PlanId
from bot.domain.plans import Plan, PlanState, Round, RoundState
from bot.domain.refused import Missing, Refused, Stale
from bot.domain.rounds import Verb
from bot.i18n import mark
from bot.store.database import UnitOfWork

NOT_SENT = mark("The round is closed, and this plan was not sent. Nothing is lost. Please talk with the staff")
PUT_AWAY = mark("This round was opened by mistake and is put away. What you wrote is kept. Please talk with the staff")
_CHANGING = (Verb.BEGIN, Verb.WRITE, Verb.AGREE, Verb.SEND)
_SENT = {
    PlanState.SUBMITTED: mark("The plan is sent, and the experts are reading it. It cannot be changed now"),
    PlanState.APPROVED: mark("The plan has passed. It cannot be changed any more"),
}
_OF_ROUND = {
    Verb.SET: mark("This round is closed"),
    Verb.RANK: mark("Positions are set after the round is closed and before the results are released"),
    Verb.REMOVE: mark("A plan was sent in this round. It can be closed, but not removed"),
}


def may(uow: UnitOfWork, verb: Verb, plan: Plan) -> bool:
    """Whether something may be done with a plan as it and its round are now."""
    found = uow.rounds.get(plan.round)
    return found is not None and rounds.may(verb, found.state, plan.state)


def round_of(uow: UnitOfWork, plan: Plan) -> Round:
    """The round of a plan."""
    found = uow.rounds.get(plan.round)
    assert found is not None, "no plan is without its round"
    return found


def demand(uow: UnitOfWork, verb: Verb, plan: PlanId) -> tuple[Plan, Round]:
    """A plan and its round, if the verb may be done now. Raises: Missing, Stale, Refused."""
    found = uow.plans.get(plan)
    round_ = uow.rounds.get(found.round) if found else None
    if found is None or round_ is None:
        raise Missing
    check(verb, round_, found.state)
    return found, round_


def check(verb: Verb, round_: Round, plan: PlanState | None = None) -> None:
    """Refused with the reason unless the verb may be done. Raises: Stale, Refused."""
    if rounds.may(verb, round_.state, plan):
        return
    if why := _why(verb, round_.state, plan):
        raise Refused(why)
    raise Stale


def _why(verb: Verb, round_: RoundState, plan: PlanState | None) -> str:
    """What is said; nothing where only an old button leads to such a verb."""
    if verb in _CHANGING and plan is not None:
        if round_ is RoundState.REMOVED:
            return PUT_AWAY
        return _SENT.get(plan, NOT_SENT)
    if verb is Verb.REMOVE and round_ not in rounds.TABLE[verb]:
        return ""
    return _OF_ROUND.get(verb, "")
