"""Who is asked to review a version, and what follows from the experts' decisions."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.domain.ids import AssignmentId, PersonId, PlanId
from bot.domain.people import Person, Role
from bot.domain.plans import PlanState
from bot.domain.refused import Refused
from bot.domain.reviews import ReviewState
from bot.services.reviews import reviews
from bot.store.database import Database
from tests.follow_up import send, written
from tests.story import LIBRARY, Someone, Story


@pytest.fixture
def told(database: Database) -> Story:
    """A story on either database."""
    return Story(database)


def asked(story: Story, plan: PlanId) -> list[PersonId]:
    with story.database.begin() as uow:
        return [row.expert for row in uow.reviews.of_plan(plan) if row.expert]


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


def test_all_experts_are_asked_when_there_are_two_and_never_a_member(told: Story) -> None:
    noy = told.known("Noy")
    kham, vanna, member = (told.known(name, roles=(Role.EXPERT,)) for name in ("Dr. Kham", "Vanna", "Dao"))
    plan = written(told, told.group(noy, member), noy)
    send(told, plan, noy)
    assert asked(told, plan) == [kham.me, vanna.me]


def test_of_many_experts_the_two_with_the_fewest_open_reviews_are_asked(told: Story) -> None:
    noy, seng = told.known("Noy"), told.known("Seng")
    a, b, c = (told.known(name, roles=(Role.EXPERT,)) for name in ("A", "B", "C"))
    first, second = (written(told, told.group(leader, name=leader.name), leader) for leader in (noy, seng))
    send(told, first, noy)
    send(told, second, seng)
    assert asked(told, first) == [a.me, b.me]
    assert asked(told, second) == [c.me, a.me]


def test_an_expert_who_is_not_confirmed_is_not_asked_and_staff_hear_of_it(told: Story) -> None:
    noy, mali = told.known("Noy"), told.known("Mali", language="en", roles=(Role.STAFF,))
    kham = told.known("Dr. Kham")
    with told.database.begin() as uow:
        uow.people.put_role(kham.me, Role.EXPERT, "waiting", now=told.now)
    plan = written(told, told.group(noy), noy)
    send(told, plan, noy)
    assert asked(told, plan) == []
    assert mali.sees.text.startswith("A plan was sent, but there is no expert to read it")


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
        assert reviews.decide(uow, LIBRARY, first, "approve", by=kham_, seen=seen, now=told.now) == ""
        reviews.decline(uow, LIBRARY, AssignmentId(2), by=vanna_, now=told.now)
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
        reviews.decide(uow, LIBRARY, AssignmentId(1), "approve", by=who, seen=seen - 1, now=told.now)
    with told.database.begin() as uow, pytest.raises(Refused, match="This button is old"):
        reviews.decide(uow, LIBRARY, AssignmentId(1), "burn", by=who, seen=seen, now=told.now)


def test_two_decisions_at_once_are_one(told: Story) -> None:
    noy, kham = told.known("Noy"), told.known("Dr. Kham", roles=(Role.EXPERT,))
    plan = written(told, told.group(noy), noy)
    send(told, plan, noy)
    seen, who = scored(told, kham, 1), person(told, kham)

    def decide(decision: str) -> str:
        with told.database.begin() as uow:
            try:
                return reviews.decide(uow, LIBRARY, AssignmentId(1), decision, by=who, seen=seen, now=told.now)
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
