"""What an expert does with a version, and what follows from the decisions."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.domain.ids import AssignmentId
from bot.domain.people import Person, Role
from bot.domain.plans import PlanState
from bot.domain.refused import Refused
from bot.domain.reviews import ReviewState
from bot.services import roles
from bot.services.reviews import decisions, reviews
from bot.store.database import Database
from tests.follow_up import send, written
from tests.story import AT_ONCE, LIBRARY, Someone, Story


@pytest.fixture
def told(database: Database) -> Story:
    """A story on either database."""
    return Story(database)


def person(story: Story, someone: Someone) -> Person:
    me = someone.me
    with story.database.begin() as uow:
        found = uow.people.get(me)
    assert found is not None
    return found


def scored(story: Story, expert: Someone, assignment: int) -> int:
    """The expert begins and gives every mark; returns the revision that stands then."""
    who = person(story, expert)
    with story.database.begin() as uow:
        key = AssignmentId(assignment)
        reviews.accept(uow, key, by=who)
        for criterion in LIBRARY.rubric.criteria:
            reviews.score(uow, LIBRARY, key, criterion.key, 2, by=who, now=story.now)
        found = uow.reviews.get(key)
    assert found is not None
    return found.revision


def test_when_the_last_other_expert_is_connected_the_decision_of_the_first_is_enough(told: Story) -> None:
    noy = told.known("Noy")
    kham, vanna = (told.known(name, roles=(Role.EXPERT,)) for name in ("Dr. Kham", "Vanna"))
    plan = written(told, told.group(noy), noy)
    send(told, plan, noy)
    seen = scored(told, kham, 1)
    with told.database.begin() as uow:
        kham_, vanna_ = uow.people.get(kham.me), uow.people.get(vanna.me)
        assert kham_ is not None
        assert vanna_ is not None
        first = AssignmentId(1)
        assert reviews.decide(uow, LIBRARY, first, "approve", AT_ONCE, by=kham_, seen=seen, now=told.now) == ""
        reviews.decline(uow, AssignmentId(2), by=vanna_, now=told.now)
        assert decisions.settle_due(uow, LIBRARY, AT_ONCE, now=told.now) == 1
        found = uow.plans.get(plan)
    assert found is not None
    assert found.state is PlanState.APPROVED


def test_a_decision_about_an_older_state_is_refused(told: Story) -> None:
    noy, kham = told.known("Noy"), told.known("Dr. Kham", roles=(Role.EXPERT,))
    plan = written(told, told.group(noy), noy)
    send(told, plan, noy)
    seen = scored(told, kham, 1)
    who = person(told, kham)
    with told.database.begin() as uow, pytest.raises(Refused, match="This button is old"):
        reviews.decide(uow, LIBRARY, AssignmentId(1), "approve", AT_ONCE, by=who, seen=seen - 1, now=told.now)
    with told.database.begin() as uow, pytest.raises(Refused, match="This button is old"):
        reviews.decide(uow, LIBRARY, AssignmentId(1), "burn", AT_ONCE, by=who, seen=seen, now=told.now)


def test_two_decisions_at_once_are_one(told: Story) -> None:
    noy, kham = told.known("Noy"), told.known("Dr. Kham", roles=(Role.EXPERT,))
    plan = written(told, told.group(noy), noy)
    send(told, plan, noy)
    seen, who = scored(told, kham, 1), person(told, kham)

    def decide(decision: str) -> str:
        with told.database.begin() as uow:
            try:
                return reviews.decide(uow, LIBRARY, AssignmentId(1), decision, AT_ONCE, by=who, seen=seen, now=told.now)
            except Refused as refused:
                return str(refused)

    with ThreadPoolExecutor(4) as phones:
        answers = sorted(phones.map(decide, ["approve"] * 4))
    assert answers == ["You have decided already"] * 3 + ["approve"]
    with told.database.begin() as uow:
        assert [row.state for row in uow.reviews.of_plan(plan)] == [ReviewState.DONE]


def test_words_that_are_too_long_or_nothing_at_all_are_no_comment(told: Story) -> None:
    from bot.domain.incoming import Answer

    noy, kham = told.known("Noy"), told.known("Dr. Kham", roles=(Role.EXPERT,))
    send(told, written(told, told.group(noy), noy), noy)
    scored(told, kham, 1)
    who = person(told, kham)
    for answer in (Answer("text", "x" * 2001), Answer("text", "  "), Answer("location")):
        with told.database.begin() as uow, pytest.raises(Refused):
            reviews.comment(uow, AssignmentId(1), "", answer, by=who, now=told.now)


def test_the_reviews_of_whoever_is_no_expert_any_more_go_to_others(told: Story) -> None:
    noy, boss = told.known("Noy"), told.known("Boss", roles=(Role.ADMIN, Role.STAFF))
    a, b, c = (told.known(name, roles=(Role.EXPERT,)) for name in ("A", "B", "C"))
    plan = written(told, told.group(noy), noy)
    send(told, plan, noy)
    by, gone, third = person(told, boss), person(told, a), c.me
    with told.database.begin() as uow:
        assert roles.losses(uow, gone, Role.EXPERT, now=told.now).reviews == 1
        roles.take(uow, LIBRARY, gone.id, Role.EXPERT, by=by, now=told.now)
        states = {row.expert: row.state for row in uow.reviews.of_plan(plan)}
    assert states == {a.me: ReviewState.DECLINED, b.me: ReviewState.ASKED, third: ReviewState.ASKED}
