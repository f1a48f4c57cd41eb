"""First answer wins on both databases, and nobody answers for a group that is not theirs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from bot.domain.ids import ActionId, PlanId
from bot.domain.people import Person, Role
from bot.domain.plans import ActionState, PlanState
from bot.domain.refused import Refused, Stale
from bot.domain.reminders import Help
from bot.services import help_requests
from bot.services.actions import checkins
from bot.store.database import Database
from tests.follow_up import action, approved
from tests.story import LIBRARY, Someone, Story

DUE = date(2026, 12, 10)


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


def a_task(story: Story) -> tuple[Person, Person, PlanId, ActionId]:
    noy, seng = story.known("Noy"), story.known("Seng")
    plan = approved(story, story.group(noy, seng))
    return person(story, noy), person(story, seng), plan, action(story, plan, DUE, seng)


def test_of_answers_at_once_the_first_counts_and_the_others_hear_whose_it_was(told: Story) -> None:
    noy, seng, _, key = a_task(told)

    def answer(who: Person) -> str:
        with told.database.begin() as uow:
            try:
                checkins.started(uow, key, by=who, seen=0, now=told.now)
            except Refused as refused:
                return str(refused)
        return "kept"

    with ThreadPoolExecutor(4) as phones:
        answers = list(phones.map(answer, [noy, seng, noy, seng]))
    assert answers.count("kept") == 1
    assert set(answers) == {"kept", "{name} answered this already", "Your answer is kept already"}
    with told.database.begin() as uow:
        assert len(uow.reminders.checkins(key)) == 1


def test_a_later_answer_to_what_stands_now_is_taken(told: Story) -> None:
    noy, seng, _, key = a_task(told)
    with told.database.begin() as uow:
        checkins.started(uow, key, by=seng, seen=0, now=told.now)
        checkins.done(uow, key, by=noy, seen=1, now=told.now)
        found = uow.actions.get(key)
    assert found is not None
    assert found.state is ActionState.DONE


def test_what_is_done_is_not_answered_again(told: Story) -> None:
    noy, seng, _, key = a_task(told)
    with told.database.begin() as uow:
        checkins.done(uow, key, by=seng, seen=0, now=told.now)
    with told.database.begin() as uow, pytest.raises(Refused, match="answered this already"):
        checkins.late(uow, LIBRARY, key, date(2027, 1, 1), by=noy, seen=1, now=told.now)
    with told.database.begin() as uow, pytest.raises(Stale):
        checkins.snooze(uow, LIBRARY, key, 1, by=noy, now=told.now)


def test_only_members_answer_and_only_while_the_plan_is_carried_out(told: Story) -> None:
    _, seng, plan, key = a_task(told)
    mali, bo = told.known("Mali", roles=(Role.STAFF,)), told.known("Bo")
    for someone, why in ((mali, "Only members of the group"), (bo, "not open to you")):
        who = person(told, someone)
        with told.database.begin() as uow, pytest.raises(Refused, match=why):
            checkins.done(uow, key, by=who, seen=0, now=told.now)
    with told.database.begin() as uow:
        uow.plans.change(plan, now=told.now, state=PlanState.RETURNED.value)
    with told.database.begin() as uow, pytest.raises(Refused):
        checkins.started(uow, key, by=seng, seen=0, now=told.now)


def test_help_goes_to_staff_where_there_is_no_expert(told: Story) -> None:
    told.known("Mali", roles=(Role.STAFF,))
    _, seng, _, key = a_task(told)
    with told.database.begin() as uow:
        request = help_requests.ask(uow, LIBRARY, key, Help.GROWING, by=seng, seen=0, now=told.now)
        assert [adviser.name for adviser in help_requests.advisers(uow, request)] == ["Mali"]
