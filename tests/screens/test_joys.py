"""A joy is a message of its own with the plan's card: the plan has passed, or all its work is done."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.ids import ChatId, PlanId
from bot.domain.people import Role
from bot.services.actions import checkins
from tests.follow_up import judged, send, written
from tests.story import LIBRARY, Someone, Story

PASSED = "🎉 The group's plan has passed. From now on you will be reminded of each piece of work"
DONE = "🎉 All the work of the plan is done. Thank you, everyone in the group"


def passed(story: Story, noy: Someone, *others: Someone, light: bool = False) -> PlanId:
    kham = story.known("Dr. Kham", roles=(Role.EXPERT,))
    plan = written(story, story.group(noy, *others), noy)
    with story.database.begin() as uow:
        uow.people.change(noy.me, light=light)
    send(story, plan, noy)
    judged(story, plan, kham, lambda _: 2)
    return plan


def cards(someone: Someone) -> list[str]:
    return [bubble.medium["name"] for bubble in someone.phone.values() if bubble.medium]


def test_passing_is_a_message_of_its_own_with_the_card(story: Story) -> None:
    noy, seng = story.known("Noy", language="en"), story.known("Seng")
    passed(story, noy, seng)
    for one, language in ((noy, "en"), (seng, "lo")):
        assert cards(one) == [f"phaen-1-v1-{language}.png"]
    assert PASSED in noy.sees.text
    assert noy.sees.buttons() == ["🔨 Work to do"]
    assert seng.sees.text.endswith("ເບິ່ງວຽກບໍ?")


def test_who_saves_data_gets_the_words_alone(story: Story) -> None:
    noy = story.known("Noy", language="en")
    passed(story, noy, light=True)
    assert cards(noy) == []
    assert PASSED in noy.sees.text


def test_the_card_goes_to_the_group_s_chat_once(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = passed(story, noy)
    with story.database.begin() as uow:
        found = uow.plans.get(plan)
        assert found is not None
        uow.groups.change(found.group, chat_id=ChatId(-7), chat_language="en")
    story.phones[-7] = {}
    noy.forges(f"plan.passed:{plan}")
    page = noy.sees.id
    assert noy.sees.buttons() == ["👥 To the group's chat", "🔨 Work to do"]
    for _ in range(2):
        noy.forges(f"plan.passed!show:{plan}", page)
    assert "✅ The picture is in the group's chat" in noy.sees.text
    assert [bubble.medium["name"] for bubble in story.phones[-7].values() if bubble.medium] == ["phaen-1-v1-en.png"]


def test_the_last_work_is_a_joy_and_it_is_said_once(story: Story) -> None:
    noy, seng = story.known("Noy"), story.known("Seng", language="en")
    plan = passed(story, noy, seng)
    with story.database.begin() as uow:
        uow.actions.add(plan, now=story.now, what="Sell", due_on=date(2027, 2, 1))
        first, last = uow.actions.of_plan(plan)
        by = uow.people.get(noy.me)
        assert by is not None
        checkins.done(uow, first.id, by=by, seen=first.revision, now=story.now)
    story.deliver()
    assert DONE not in seng.sees.text
    finish_last(story, noy, last.id)
    assert DONE in seng.sees.text
    assert seng.sees.buttons() == ["🔨 All the work"]
    assert len(cards(seng)) == 2
    assert not any(DONE in bubble.text for bubble in noy.phone.values())  # she is asked what it cost first
    noy.forges(f"actions.photo:{last.id}")
    noy.taps("ຂ້າມ")
    assert "🎉 ເຮັດສຳເລັດທຸກວຽກໃນແຜນແລ້ວ" in noy.sees.text
    assert cards(noy) == ["phaen-1-v1-lo.png"] * 2
    with story.database.begin() as uow:
        now = uow.actions.get(last.id)
        assert now is not None
        checkins.reopen(uow, LIBRARY, last.id, by=by, seen=now.revision, now=story.now)
    finish_last(story, noy, last.id)
    assert sum(DONE in bubble.text for bubble in seng.phone.values()) == 1


def finish_last(story: Story, noy: Someone, action: int) -> None:
    with story.database.begin() as uow:
        by, found = uow.people.get(noy.me), uow.actions.get(action)  # type: ignore[arg-type]
        assert by is not None
        assert found is not None
        checkins.done(uow, found.id, by=by, seen=found.revision, now=story.now)
    story.deliver()


@pytest.mark.parametrize("state", ["submitted", "returned"])
def test_a_plan_that_has_not_passed_has_no_joy(story: Story, state: str) -> None:
    noy = story.known("Noy", language="en")
    plan = passed(story, noy)
    with story.database.begin() as uow:
        uow.plans.change(plan, now=story.now, state=state)
    noy.forges(f"plan.passed:{plan}")
    assert PASSED not in noy.sees.text
