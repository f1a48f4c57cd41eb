"""What the experts made of a plan is known to its group when it may be: comments once it came back, marks once out."""

from __future__ import annotations

from bot.domain.incoming import Answer
from bot.domain.plans import PlanState, RoundState
from bot.services.plans import plan_view
from bot.services.reviews import judged, reviews
from bot.services.reviews.judged import Judged
from bot.store.database import Database, UnitOfWork
from tests.planning import LIBRARY, NOW, Village, sent, settle
from tests.story import AT_ONCE


def decided(village: Village, decision: str, *, marks: tuple[int, ...] = (2,)) -> None:
    """Dr. Kham gives marks in turn, comments on two steps and the whole, and decides."""
    kham, review = sent(village)
    uow = village.uow
    reviews.accept(uow, review, by=kham)
    for number, criterion in enumerate(LIBRARY.rubric.criteria):
        reviews.score(uow, LIBRARY, review, criterion.key, marks[number % len(marks)], by=kham, now=NOW)
    for step, words in (("problem", "Say more"), ("risks", "Well thought"), ("", "A good beginning")):
        reviews.comment(uow, review, step, Answer("text", words), by=kham, now=NOW)
    found = uow.reviews.get(review)
    assert found is not None
    reviews.decide(uow, LIBRARY, review, decision, AT_ONCE, by=kham, seen=found.revision, now=NOW)


def known(uow: UnitOfWork, village: Village) -> Judged:
    return plan_view.whole(uow, LIBRARY, village.now()).judged


def test_nothing_is_known_while_the_experts_read(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        sent(village)
        assert known(uow, village) == Judged()


def test_a_plan_that_came_back_shows_comments_and_no_marks_before_the_release(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        decided(village, "return")
        found = known(uow, village)
        assert ([one.step for one in found.comments], found.marks) == (["problem", "risks", ""], ())
        assert [one.text for one in found.about("problem")] == ["Say more"]
        uow.plans.change(village.plan, now=NOW, state=PlanState.SUBMITTED.value)  # the same version is read once more
        assert known(uow, village) == Judged()


def test_a_plan_that_passed_shows_nothing_before_the_release_and_all_after_it(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        decided(village, "approve", marks=(1, 3))
        assert known(uow, village) == Judged()
        uow.rounds.change(village.now().round, state=RoundState.RELEASED.value)
        found = known(uow, village)
        assert (found.version, len(found.comments), len(found.marks), found.points) == (1, 3, 10, 20.0)
        assert [one.criterion.key for one in found.of_step("results")] == ["visible"]


def test_where_nothing_is_ranked_marks_are_known_at_the_decision(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        uow.rounds.change(village.now().round, unranked=True)
        decided(village, "return")
        assert len(known(uow, village).marks) == 10


def test_two_readers_give_the_mean_and_each_level_is_kept(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        decided(village, "approve", marks=(1,))
        (first,) = uow.reviews.of_plan(village.plan)
        second = uow.reviews.assign(first.submission, village.mali.id, now=NOW)
        assert second is not None
        for criterion in LIBRARY.rubric.criteria[:-1]:
            uow.reviews.score(second, criterion.key, 2, now=NOW)
        uow.reviews.change(second, state="done", decision="approve", decided_at=NOW)
        marks = judged.marks(uow, LIBRARY, uow.reviews.of_plan(village.plan))
        assert [level.value for level in marks[0].levels] == [1, 2]
        assert [level.value for level in marks[-1].levels] == [1]  # which one of them left out
        assert Judged(1, (), marks).points == 14.5
