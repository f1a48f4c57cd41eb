"""An expert asks the group one thing while the plan is read; a member answers, and the plan stays where it is."""

from __future__ import annotations

import pytest

from bot.domain.ids import PlanId
from bot.domain.people import Role
from bot.domain.plans import PlanState
from bot.store.database import Database
from tests.follow_up import TITLE, send, written
from tests.screens.test_review import state
from tests.story import Someone, Story


@pytest.fixture
def told(database: Database) -> Story:
    """A story on either database."""
    return Story(database)


def read(story: Story) -> tuple[Someone, Someone, Someone, PlanId]:
    """Dr. Kham reads the plan of Noy and Seng."""
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    kham = story.known("Dr. Kham", language="en", roles=(Role.EXPERT,))
    plan = written(story, story.group(noy, seng), noy)
    send(story, plan, noy)
    kham.taps("⭐")
    kham.taps("✅ Not connected")
    return noy, seng, kham, plan


def test_one_question_a_review_and_one_answer_of_whoever_is_first(told: Story) -> None:
    noy, seng, kham, plan = read(told)
    kham.taps("❓ Ask the group")
    kham.says("Who buys the bamboo?")
    assert kham.sees.text == (
        f"{TITLE}\n❓ The expert asks: “Who buys the bamboo?”\n✅ Sent\nThe group is asked. Its answer comes here"
    )
    for one in (noy, seng):
        assert one.sees.text == f"{TITLE}\n❓ The expert asks: “Who buys the bamboo?”"
        assert "Kham" not in one.sees.text
    kham.says("And when?")
    assert "You have asked the group already. There is one question for each plan" in kham.sees.text
    seng.taps("✍️ Answer")
    seng.says("A trader of Pakse")
    assert "✅ Saved. The expert is told" in seng.sees.text
    noy.taps("✍️ Answer")
    noy.says("Nobody yet")
    assert "Somebody of your group has answered this already" in noy.sees.text
    answer = "❓ The expert asks: “Who buys the bamboo?”\n👥 The group: A trader of Pakse"
    assert answer in kham.sees.text
    kham.taps("⭐ Open the plan")
    assert answer in kham.sees.text
    assert "👥 The group's answer" in kham.sees.buttons()
    assert state(told, plan) is PlanState.SUBMITTED


def test_question_and_answer_may_be_spoken(story: Story) -> None:
    noy, _, kham, _ = read(story)
    kham.taps("❓ Ask the group")
    kham.sends("voice", seconds=5)
    noy.taps("✍️ Answer")
    noy.taps("📷 See or listen")
    assert any(bubble.medium and bubble.medium["kind"] == "voice" for bubble in noy.phone.values())
    noy.sends("voice", seconds=9)
    kham.taps("👥 The group's answer")
    kham.taps("📷 See or listen")
    assert any(bubble.medium and bubble.medium["kind"] == "voice" for bubble in kham.phone.values())


def test_nobody_else_asks_or_answers_and_not_when_the_plan_is_read_no_more(story: Story) -> None:
    noy, _, kham, plan = read(story)
    bo, vanna = story.known("Bo"), story.known("Vanna", roles=(Role.EXPERT,))
    mali = story.known("Mali", roles=(Role.STAFF,))
    for one in (noy, bo, vanna, mali):
        one.forges("review.ask:1")
        one.says("Who buys it?")
    with story.database.begin() as uow:
        (review,) = uow.reviews.of_plan(plan)
        assert uow.exchanges.question(review.id) is None
    kham.forges("review.ask:1")
    kham.says("Who buys it?")
    for one in (bo, vanna, mali, kham):
        one.forges("plan.asked:1")
        one.says("I do")
    with story.database.begin() as uow:
        uow.plans.change(plan, now=story.now, state="returned")
    noy.forges("plan.asked:1")
    assert "Write or speak the answer" not in noy.sees.text
    noy.says("I do")
    with story.database.begin() as uow:
        asked = uow.exchanges.question(review.id)
    assert asked is not None
    assert asked.answered_at is None
