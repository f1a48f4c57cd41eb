"""Every verb of plans, agreements, reviews, rounds, actions and money × state of the round × state of the plan.

What the table allows is done, whatever else it asks for; what it does not allow is refused and leaves no trace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

import pytest

from bot.domain import rounds as table
from bot.domain.expenses import Paid
from bot.domain.ids import ActionId, AssignmentId, CommentId, ExpenseId, IncomeId, PersonId, RoundId
from bot.domain.incoming import Answer
from bot.domain.people import Person, Role
from bot.domain.plans import Part, PlanState, RoundState
from bot.domain.refused import Forbidden, Refused
from bot.domain.reminders import Help, Why
from bot.domain.reviews import ReviewState, Said, Word
from bot.domain.rounds import Rules, Verb
from bot.services import help_requests, stories
from bot.services.actions import checkins, corrections
from bot.services.groups import members
from bot.services.money import expenses, incomes
from bot.services.plans import actions, agreements, drafts, moves, plan_view, submissions
from bot.services.reviews import decisions, echoes, group_questions, reviews
from bot.services.rounds import endings, outages, own_days, rounds, whom
from bot.store.database import Database, UnitOfWork
from tests.planning import DEADLINE, LIBRARY, NOW, Village, person, settle, step
from tests.services.verbs import verbs
from tests.story import AT_ONCE

pytestmark = pytest.mark.slow

LAOS = ZoneInfo("Asia/Vientiane")
WORDS, PART = Answer("text", "We have water now"), Part("text", "Our problem is water")
DUE, LATER = date(2026, 12, 20), date(2027, 3, 1)
READS = {  # they act on nothing, or are a part of verbs that ask
    ("reviews", "of_expert"),
    ("reviews", "following"),
    ("reviews", "listed"),
    ("reviews", "counts"),
    ("reviews", "save"),  # of readings in a competition, which go by its phase alone
    ("stories", "count"),
    ("rounds", "close_now"),  # of rounds.close, and of the phases of a competition
    ("rounds", "release_now"),
    ("agreements", "with_sender"),
    ("corrections", "takes_back"),
    ("help_requests", "waiting"),
    ("stories", "readable"),
    ("checkins", "answer"),  # what the verbs of a check-in share
    ("checkins", "tell"),
    ("agreements", "demand"),  # of submissions.submit
    ("submissions", "approve"),  # of the experts' decision, which is asked about
    ("submissions", "give_back"),
    ("reviews", "step_back"),  # of a role that is taken away, whenever that is
    ("rounds", "begin"),  # a new round has no state
    ("rounds", "note"),
    ("rounds", "date_phase"),  # of the verbs that open a round and move its phases
    ("endings", "put_away"),  # reads the archive
    ("whom", "size"),
    ("results", "scored"),
    ("line_values", "note"),  # of the verbs of a line
    ("line_values", "wait"),
    ("line_values", "waits"),
    ("replaced", "tell"),  # of the verbs of an answer
    ("one_phone", "check"),  # of agreements
    ("one_phone", "has_room"),
    ("checkins", "show_media"),
    ("expenses", "show_receipts"),
    ("incomes", "show_receipts"),
    ("stories", "show_media"),
}


@dataclass
class Scene:
    """A village whose plan has been through everything, so that only the states decide what can be done with it."""

    village: Village
    kham: Person
    vanna: Person
    phoneless: PersonId
    work: dict[str, ActionId]
    entries: dict[str, int]
    reads: dict[str, AssignmentId]
    expense: ExpenseId
    income: IncomeId
    telling: int
    waits: int  # Seng's value beside Noy's

    @property
    def uow(self) -> UnitOfWork:
        return self.village.uow

    @property
    def round(self) -> RoundId:
        return self.village.now().round

    def revision(self, action: str) -> int:
        found = self.uow.actions.get(self.work[action])
        assert found is not None
        return found.revision

    def put(self, round_: RoundState, plan: PlanState) -> None:
        self.uow.rounds.change(self.round, state=round_.value)
        self.uow.plans.change(self.village.plan, now=NOW, state=plan.value)


def scene(uow: UnitOfWork) -> Scene:
    v = settle(uow)
    kham, vanna = (person(uow, 1005 + n, name, Role.EXPERT) for n, name in enumerate(("Dr. Kham", "Vanna")))
    v.fill()
    phoneless = members.enter(uow, v.group, "Auntie", by=v.noy, now=NOW)
    drafts.clear(uow, v.plan, step("risks"), by=v.noy, now=NOW)
    drafts.weigh(uow, v.plan, step("problem"), PART, by=v.seng, now=NOW)
    lines = ("free", "other", "started", "late", "done", "asked", "taken", "answered", "gone")
    work = {name: actions.add(uow, v.plan, name, by=v.noy, now=NOW) for name in lines}
    for one in work.values():
        actions.plan_day(uow, one, "due", DUE, by=v.noy, now=NOW)
    actions.say(uow, work["free"], "what", "Dig holes", by=v.noy, now=NOW)
    waits = actions.say(uow, work["other"], "what", "Carry water", by=v.seng, now=NOW)
    actions.remove(uow, work["gone"], by=v.noy, now=NOW)
    agreements.give(uow, v.now(), by=v.seng, agrees=False, revision=v.now().revision, now=NOW)
    uow.answers.put(v.plan, "risks", (PART,), v.noy.id, now=NOW)
    submissions.submit(uow, LIBRARY, v.plan, by=v.noy, at=NOW, now=NOW)
    uow.answers.clear(v.plan, "risks", now=NOW)
    reads = {uow.people.name(one.expert): one.id for one in uow.reviews.of_plan(v.plan)}
    reviews.accept(uow, reads["Dr. Kham"], by=kham)
    for criterion in LIBRARY.rubric.criteria:
        reviews.score(uow, LIBRARY, reads["Dr. Kham"], criterion.key, 2, by=kham, now=NOW)
    uow.plans.change(v.plan, now=NOW, state=PlanState.APPROVED.value)
    uow.plans.set_position(v.plan, 1)
    found = Scene(v, kham, vanna, phoneless, work, {}, reads, ExpenseId(0), IncomeId(0), 0, waits or 0)
    _carry_out(found)
    uow.rounds.change(found.round, planned=DEADLINE - timedelta(days=1), lost=3600)
    uow.plans.set_deadline(v.plan, DEADLINE - timedelta(days=1), now=NOW)
    uow.plans.move_deadline(v.now(), DEADLINE, 3600, now=NOW)
    uow.key_values.set(outages.LONG.format(found.round), f"{NOW.isoformat()} {(NOW + timedelta(days=4)).isoformat()}")
    return found


def _carry_out(s: Scene) -> None:
    uow, v = s.uow, s.village
    checkins.started(uow, s.work["started"], by=v.noy, seen=s.revision("started"), now=NOW)
    s.entries["started"] = uow.reminders.checkins(s.work["started"])[-1].id
    late = checkins.late(uow, LIBRARY, s.work["late"], DUE, by=v.noy, seen=s.revision("late"), now=NOW)
    s.entries["late"] = late
    checkins.done(uow, s.work["done"], by=v.noy, seen=s.revision("done"), now=NOW)
    for name in ("asked", "taken", "answered"):
        asked = help_requests.ask(uow, LIBRARY, s.work[name], Help.MARKET, by=v.noy, seen=s.revision(name), now=NOW)
        s.entries[name] = asked.id
    help_requests.take(uow, LIBRARY, s.entries["taken"], by=v.mali, now=NOW)
    help_requests.reply(uow, LIBRARY, s.entries["answered"], WORDS, by=v.mali, now=NOW)
    s.expense = expenses.add(uow, s.work["free"], 50_000, by=v.noy, now=NOW)
    s.income = incomes.add(uow, v.group, 50_000, "prize", by=v.noy, now=NOW)
    story = uow.stories.add(v.plan, now=NOW, next_at=NOW)
    assert story is not None
    stories.add(uow, v.plan, WORDS, by=v.noy, now=NOW)
    s.telling = uow.stories.tellings(story)[0].id


Done: TypeAlias = Callable[[Scene], object]


def _answering(verb: Callable[..., object]) -> Done:
    return lambda s: verb(s.uow, s.village.plan, step("idea"), PART, by=s.village.noy, now=NOW)


def _checking_in(verb: Callable[..., object]) -> Done:
    return lambda s: verb(s.uow, s.work["free"], by=s.village.noy, seen=s.revision("free"), now=NOW)


def _bring_back(s: Scene) -> None:
    old = s.uow.answers.history(s.village.plan, "risks")[0]
    drafts.bring_back(s.uow, s.village.plan, step("risks"), old.revision, by=s.village.noy, now=NOW)


def _bring_back_a_value(s: Scene) -> None:
    old = next(one for one in s.uow.line_values.of(s.work["free"]) if one.ended)
    actions.bring_back(s.uow, old.id, by=s.village.noy, now=NOW)


def _move(s: Scene) -> None:
    found = s.uow.answers.get(s.village.plan, "problem")
    assert found is not None
    moves.move(s.uow, s.village.plan, step("problem"), step("idea"), seen=found.revision, by=s.village.noy, now=NOW)


def _writing() -> Iterator[tuple[str, Done]]:
    yield "drafts.name", lambda s: drafts.name(s.uow, s.village.plan, "Bamboo", by=s.village.noy, now=NOW)
    for name in ("append", "enclose", "weigh", "take"):
        yield f"drafts.{name}", _answering(getattr(drafts, name))
    yield (
        "drafts.answer",
        lambda s: drafts.answer(s.uow, s.village.plan, step("idea"), PART, by=s.village.noy, now=NOW),
    )
    chosen = Part("text", "", value={"choices": ["shade"]})
    yield (
        "drafts.choose",
        lambda s: drafts.choose(s.uow, s.village.plan, step("idea"), chosen, by=s.village.noy, now=NOW),
    )
    yield (
        "drafts.settle",
        lambda s: drafts.settle(s.uow, s.village.plan, step("problem"), "mine", by=s.village.seng, now=NOW),
    )
    yield (
        "drafts.toggle",
        lambda s: drafts.toggle(s.uow, s.village.plan, step("idea"), chosen, by=s.village.noy, now=NOW),
    )
    yield "drafts.bring_back", _bring_back
    yield "moves.move", _move
    yield "drafts.clear", lambda s: drafts.clear(s.uow, s.village.plan, step("idea"), by=s.village.noy, now=NOW)
    yield "drafts.restore", lambda s: drafts.restore(s.uow, s.village.plan, step("risks"), by=s.village.noy, now=NOW)
    yield "actions.add", lambda s: actions.add(s.uow, s.village.plan, "Dig", by=s.village.noy, now=NOW)
    yield "actions.say", lambda s: actions.say(s.uow, s.work["free"], "sign", "Holes", by=s.village.noy, now=NOW)
    yield "actions.own", lambda s: actions.own(s.uow, s.work["free"], s.village.seng.id, by=s.village.noy, now=NOW)
    yield (
        "actions.plan_day",
        lambda s: actions.plan_day(s.uow, s.work["free"], "start", DUE, by=s.village.noy, now=NOW),
    )
    yield "actions.price", lambda s: actions.price(s.uow, s.work["free"], "cost", 5, by=s.village.noy, now=NOW)
    yield "actions.settle", lambda s: actions.settle(s.uow, s.waits, "mine", by=s.village.seng, now=NOW)
    yield "actions.empty", lambda s: actions.empty(s.uow, s.work["free"], "cost", by=s.village.noy, now=NOW)
    yield "actions.move", lambda s: actions.move(s.uow, s.work["free"], False, by=s.village.noy, now=NOW)
    yield "actions.copy", lambda s: actions.copy(s.uow, s.work["free"], by=s.village.noy, now=NOW)
    yield "actions.remove", lambda s: actions.remove(s.uow, s.work["free"], by=s.village.noy, now=NOW)
    yield "actions.put_back", lambda s: actions.put_back(s.uow, s.work["gone"], by=s.village.noy, now=NOW)
    yield "actions.bring_back", _bring_back_a_value


def _agreeing() -> Iterator[tuple[str, Done]]:
    yield "agreements.ask", lambda s: agreements.ask(s.uow, LIBRARY, s.village.now(), by=s.village.noy, now=NOW)
    yield (
        "agreements.give",
        lambda s: agreements.give(
            s.uow, s.village.now(), by=s.village.noy, agrees=True, revision=s.village.now().revision, now=NOW
        ),
    )
    yield (
        "agreements.explain",
        lambda s: agreements.explain(s.uow, s.village.now(), WORDS, by=s.village.seng, now=NOW),
    )
    yield (
        "agreements.tell_for",
        lambda s: agreements.tell_for(
            s.uow,
            s.village.now(),
            s.phoneless,
            agrees=True,
            by=s.village.noy,
            revision=s.village.now().revision,
            now=NOW,
        ),
    )


def _submit(s: Scene) -> None:
    s.uow.answers.put(s.village.plan, "risks", (PART,), s.village.noy.id, now=NOW)
    submissions.submit(s.uow, LIBRARY, s.village.plan, by=s.village.noy, at=NOW, now=NOW)


def _decide(s: Scene) -> None:
    found = s.uow.reviews.get(s.reads["Dr. Kham"])
    assert found is not None
    reviews.decide(s.uow, LIBRARY, found.id, "approve", AT_ONCE, by=s.kham, seen=found.revision, now=NOW)


def _take_back(s: Scene) -> None:
    s.uow.reviews.change(s.reads["Dr. Kham"], state="done", decision="approve", decided_at=NOW)
    decisions.take_back(s.uow, s.reads["Dr. Kham"], Rules(), by=s.kham, now=NOW)


def _reopen(s: Scene) -> None:
    s.uow.reviews.change(s.reads["Dr. Kham"], state="done", decision="approve", decided_at=NOW)
    s.uow.answers.put(s.village.plan, "risks", (PART,), s.village.noy.id, now=NOW)
    decisions.reopen(s.uow, s.village.plan, "A question was missed", by=s.village.mali, now=NOW)


def _answer_it(s: Scene) -> None:
    asked = s.uow.exchanges.put_question(s.reads["Dr. Kham"], "Who buys it?", None, s.kham.id, now=NOW)
    group_questions.answer_it(s.uow, asked, WORDS, by=s.village.noy, now=NOW)


def _reviewing() -> Iterator[tuple[str, Done]]:
    key = LIBRARY.rubric.criteria[0].key
    yield "reviews.accept", lambda s: reviews.accept(s.uow, s.reads["Vanna"], by=s.vanna)
    yield "reviews.decline", lambda s: reviews.decline(s.uow, s.reads["Vanna"], by=s.vanna, now=NOW)
    yield "reviews.score", lambda s: reviews.score(s.uow, LIBRARY, s.reads["Dr. Kham"], key, 1, by=s.kham, now=NOW)
    yield "reviews.unscore", lambda s: reviews.unscore(s.uow, s.reads["Dr. Kham"], key, by=s.kham)
    yield "reviews.comment", lambda s: reviews.comment(s.uow, s.reads["Dr. Kham"], "", WORDS, by=s.kham, now=NOW)
    yield (
        "reviews.say",
        lambda s: reviews.say(s.uow, s.reads["Dr. Kham"], Said.STRENGTH, WORDS, by=s.kham, now=NOW),
    )
    yield "reviews.decide", _decide
    yield (
        "group_questions.ask",
        lambda s: group_questions.ask(s.uow, s.reads["Dr. Kham"], WORDS, by=s.kham, now=NOW),
    )
    yield "group_questions.answer_it", _answer_it
    yield "decisions.take_back", _take_back


def _echoing() -> Iterator[tuple[str, Done]]:
    yield "echoes.feel", _feel
    yield "echoes.reply", _reply


def _feel(s: Scene) -> CommentId:
    """Of a comment on the version before, where another is with the experts."""
    review = s.reads["Dr. Kham"]
    s.uow.reviews.change(review, state="done", decision="return", decided_at=NOW)
    s.uow.reviews.comment(review, "", "Who buys it?", None, now=NOW)
    if s.village.now().state is PlanState.SUBMITTED:
        s.uow.submissions.freeze(s.village.plan, s.village.noy.id, {"title": "B"}, revision=9, now=NOW)
    comment = s.uow.reviews.comments(review)[-1].id
    echoes.feel(s.uow, LIBRARY, s.village.plan, comment, Word.HELPED, by=s.village.noy, now=NOW)
    return comment


def _reply(s: Scene) -> None:
    review = s.reads["Dr. Kham"]
    s.uow.reviews.comment(review, "", "Who buys it?", None, now=NOW)
    comment = s.uow.reviews.comments(review)[-1]
    s.uow.exchanges.feel(comment, Word.UNCLEAR, s.village.noy.id, now=NOW)
    said = s.uow.exchanges.of_comment(comment.id)
    assert said is not None
    echoes.reply(s.uow, said.id, WORDS, by=s.kham, now=NOW)


def _lengthening() -> Iterator[tuple[str, Done]]:
    yield (
        "own_days.lengthen",
        lambda s: own_days.lengthen(s.uow, s.village.plan, LATER, by=s.village.mali, now=NOW),
    )
    yield "own_days.put_back", lambda s: own_days.put_back(s.uow, s.village.plan, by=s.village.mali, now=NOW)


def _carrying_out() -> Iterator[tuple[str, Done]]:
    for name in ("done", "started"):
        yield f"checkins.{name}", _checking_in(getattr(checkins, name))
    yield (
        "checkins.late",
        lambda s: checkins.late(
            s.uow, LIBRARY, s.work["free"], DUE, by=s.village.noy, seen=s.revision("free"), now=NOW
        ),
    )
    yield "checkins.explain", lambda s: checkins.explain(s.uow, s.entries["late"], Why.ILL, by=s.village.noy)
    yield (
        "checkins.reopen",
        lambda s: checkins.reopen(s.uow, LIBRARY, s.work["done"], by=s.village.noy, seen=s.revision("done"), now=NOW),
    )
    yield "checkins.snooze", lambda s: checkins.snooze(s.uow, LIBRARY, s.work["free"], 1, by=s.village.noy, now=NOW)
    yield "checkins.note", lambda s: checkins.note(s.uow, s.work["free"], WORDS, by=s.village.noy, now=NOW)
    yield (
        "corrections.undo",
        lambda s: corrections.undo(s.uow, LIBRARY, s.entries["started"], by=s.village.noy, now=NOW),
    )
    yield (
        "help_requests.ask",
        lambda s: help_requests.ask(
            s.uow, LIBRARY, s.work["free"], Help.MARKET, by=s.village.noy, seen=s.revision("free"), now=NOW
        ),
    )
    yield "help_requests.add", lambda s: help_requests.add(s.uow, s.entries["asked"], WORDS, by=s.village.noy, now=NOW)
    yield "help_requests.solved", lambda s: help_requests.solved(s.uow, s.entries["asked"], by=s.village.noy, now=NOW)
    yield (
        "help_requests.still",
        lambda s: help_requests.still(s.uow, LIBRARY, s.entries["answered"], by=s.village.noy, now=NOW),
    )
    yield (
        "help_requests.take",
        lambda s: help_requests.take(s.uow, LIBRARY, s.entries["asked"], by=s.village.mali, now=NOW),
    )
    yield (
        "help_requests.leave",
        lambda s: help_requests.leave(s.uow, LIBRARY, s.entries["taken"], by=s.village.mali, now=NOW),
    )
    yield (
        "help_requests.reply",
        lambda s: help_requests.reply(s.uow, LIBRARY, s.entries["asked"], WORDS, by=s.village.mali, now=NOW),
    )


def _spending() -> Iterator[tuple[str, Done]]:
    yield "expenses.add", lambda s: expenses.add(s.uow, s.work["other"], 5, by=s.village.noy, now=NOW)
    yield "expenses.correct", lambda s: expenses.correct(s.uow, s.expense, 5, by=s.village.noy, now=NOW)
    yield "expenses.strike", lambda s: expenses.strike(s.uow, s.expense, by=s.village.noy, now=NOW)
    yield "expenses.say_paid", lambda s: expenses.say_paid(s.uow, s.expense, Paid.OWN, by=s.village.noy)
    yield "expenses.attach", lambda s: expenses.attach(s.uow, s.expense, WORDS, by=s.village.noy)
    yield "incomes.add", lambda s: incomes.add(s.uow, s.village.group, 5, "prize", by=s.village.noy, now=NOW)
    yield "incomes.strike", lambda s: incomes.strike(s.uow, s.income, by=s.village.noy, now=NOW)
    yield "incomes.attach", lambda s: incomes.attach(s.uow, s.income, WORDS, by=s.village.noy)


def _telling() -> Iterator[tuple[str, Done]]:
    yield "stories.add", lambda s: stories.add(s.uow, s.village.plan, WORDS, by=s.village.noy, now=NOW)
    yield "stories.take_out", lambda s: stories.take_out(s.uow, s.village.plan, s.telling, by=s.village.noy)
    yield "stories.finish", lambda s: stories.finish(s.uow, s.village.plan, by=s.village.noy, now=NOW)
    yield "stories.reopen", lambda s: stories.reopen(s.uow, s.village.plan, by=s.village.noy)
    yield "stories.share", lambda s: stories.share(s.uow, s.village.plan, True, by=s.village.noy, now=NOW)


def _of_rounds() -> Iterator[tuple[Verb, str, Done]]:
    yield Verb.NAME, "rounds.rename", lambda s: rounds.rename(s.uow, s.round, "en", "R", by=s.village.mali, now=NOW)
    yield (
        Verb.SET,
        "rounds.set_deadline",
        lambda s: rounds.set_deadline(s.uow, s.round, DUE, zone=LAOS, by=s.village.mali, now=NOW),
    )
    yield (
        Verb.SET,
        "rounds.set_agreement",
        lambda s: rounds.set_agreement(s.uow, s.round, "all", by=s.village.mali, now=NOW),
    )
    yield (
        Verb.SET,
        "rounds.set_unranked",
        lambda s: rounds.set_unranked(s.uow, s.round, True, by=s.village.mali, now=NOW),
    )
    yield (
        Verb.SET,
        "rounds.set_for_others",
        lambda s: rounds.set_for_others(s.uow, s.round, 3, by=s.village.mali, now=NOW),
    )
    yield (
        Verb.SET,
        "rounds.set_span",
        lambda s: rounds.set_span(s.uow, s.round, "from", DUE, by=s.village.mali, now=NOW),
    )
    yield (
        Verb.SET,
        "whom.set_for",
        lambda s: whom.set_for(s.uow, s.round, "projects", ["RLIP"], by=s.village.mali, now=NOW),
    )
    yield Verb.ARCHIVE, "endings.archive", lambda s: endings.archive(s.uow, s.round, True, by=s.village.mali, now=NOW)
    yield Verb.SET, "rounds.put_back", lambda s: rounds.put_back(s.uow, s.round, by=s.village.mali, now=NOW)
    yield (
        Verb.MAKE_UP,
        "outages.answer",
        lambda s: outages.answer(s.uow, s.round, True, zone=LAOS, by=s.village.mali, now=NOW),
    )
    yield Verb.OPEN, "rounds.start", lambda s: rounds.start(s.uow, s.round, by=s.village.mali, now=NOW)
    yield Verb.CLOSE, "rounds.close", lambda s: rounds.close(s.uow, s.round, by=s.village.mali, now=NOW)
    yield (
        Verb.RANK,
        "rounds.set_position",
        lambda s: rounds.set_position(s.uow, s.village.plan, 1, by=s.village.mali, now=NOW),
    )
    yield Verb.RELEASE, "rounds.release", lambda s: rounds.release(s.uow, s.round, by=s.village.mali, now=NOW)
    yield Verb.REMOVE, "endings.remove", lambda s: endings.remove(s.uow, s.round, by=s.village.mali, now=NOW)
    yield (
        Verb.PUT_BACK,
        "endings.bring_back",
        lambda s: endings.bring_back(s.uow, s.round, by=s.village.mali, now=NOW),
    )


_OF_PLANS = {
    Verb.WRITE: _writing,
    Verb.AGREE: _agreeing,
    Verb.SEND: lambda: iter([("submissions.submit", _submit)]),
    Verb.REVIEW: _reviewing,
    Verb.ECHO: _echoing,
    Verb.REOPEN: lambda: iter([("decisions.reopen", _reopen)]),
    Verb.LENGTHEN: _lengthening,
    Verb.CARRY_OUT: _carrying_out,
    Verb.SPEND: _spending,
    Verb.TELL: _telling,
}
WALK: list[tuple[Verb, str, Done]] = [
    *((verb, name, do) for verb, listed in _OF_PLANS.items() for name, do in listed()),
    *_of_rounds(),
]


class Undone(Exception):
    """What was tried is forgotten."""


@contextmanager
def undone(uow: UnitOfWork) -> Iterator[None]:
    try:
        with uow.savepoint():
            yield
            raise Undone
    except Undone:
        return


def _refused(uow: UnitOfWork, do: Done, s: Scene) -> bool:
    try:
        with uow.savepoint():
            do(s)
    except Refused:
        return True
    return False


@pytest.mark.parametrize("verb", list(dict.fromkeys(verb for verb, _, _ in WALK)))
def test_every_verb_goes_by_the_table(sqlite: Database, verb: Verb) -> None:
    wrong, tried = [], 0
    with sqlite.begin() as uow:
        s = scene(uow)
        for _, name, do in (one for one in WALK if one[0] is verb):
            for round_ in RoundState:
                for plan in PlanState:
                    if verb is Verb.RELEASE and plan is PlanState.DRAFT:
                        continue  # nothing is there to be released
                    tried += 1
                    with undone(uow):
                        s.put(round_, plan)
                        if _refused(uow, do, s) is table.may(verb, round_, plan):
                            wrong.append((name, round_.value, plan.value))
    assert wrong == []
    assert tried >= len(RoundState) * 3


@pytest.mark.parametrize("state", list(RoundState))
def test_a_plan_is_begun_only_in_an_open_round(sqlite: Database, state: RoundState) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        uow.rounds.change(village.now().round, state=state.value)
        other = uow.groups.add(
            now=NOW, name="Bamboo", village_id=uow.groups.village("1704", "A", state="known"), state="active"
        )
        uow.groups.join(other, village.bo.id, leader=True, now=NOW)
        begun = drafts.begin(uow, other, by=village.bo, now=NOW)
        assert (begun is not None) is table.may(Verb.BEGIN, state)


def test_the_table_knows_every_verb() -> None:
    """A verb that somebody adds has a row, a way through the walk, or a reason why not."""
    modules = {"drafts", "actions", "agreements", "submissions", "reviews", "rounds", "endings", "outages", "checkins"}
    modules |= {"decisions", "moves", "line_values", "replaced", "one_phone", "own_days", "incomes", "whom"}
    modules |= {"echoes", "group_questions", "corrections", "expenses", "help_requests", "stories"}
    found = {
        (module.rpartition(".")[2], name)
        for (module, name), verb in verbs().items()
        if verb.public and "by" in {one.arg for one in verb.node.args.kwonlyargs} and not name.startswith("open_")
    }
    walked = {tuple(name.split(".")) for _, name, _ in WALK} | {("drafts", "begin")}
    assert {one for one in found if one[0] in modules} - READS == walked
    assert set(table.TABLE) == set(Verb)


def test_reading_goes_on_in_every_state(sqlite: Database) -> None:
    """Whoever may see a plan sees it, whatever became of the round."""
    with sqlite.begin() as uow:
        s = scene(uow)
        for round_ in RoundState:
            for plan in PlanState:
                with undone(uow):
                    s.put(round_, plan)
                    assert reviews.open_review(uow, s.reads["Dr. Kham"], by=s.kham).assignment.state in ReviewState
                    assert plan_view.open_plan(uow, LIBRARY, s.village.plan, by=s.village.seng)
                    with pytest.raises(Forbidden):
                        plan_view.open_plan(uow, LIBRARY, s.village.plan, by=s.village.bo)
