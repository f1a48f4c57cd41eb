"""Who is asked to review a version: never a member, and who has the fewest open reviews."""

from __future__ import annotations

import pytest

from bot.domain.ids import PersonId, PlanId
from bot.domain.people import Role
from bot.store.database import Database
from tests.follow_up import send, written
from tests.story import Story


@pytest.fixture
def told(database: Database) -> Story:
    """A story on either database."""
    return Story(database)


def asked(story: Story, plan: PlanId) -> list[PersonId]:
    with story.database.begin() as uow:
        return [row.expert for row in uow.reviews.of_plan(plan) if row.expert]


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
