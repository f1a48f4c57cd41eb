"""A group says of a comment whether it helped; the expert hears it and answers once."""

from __future__ import annotations

import pytest

from bot.domain.ids import PlanId
from bot.domain.people import Role
from bot.store.database import Database
from tests.follow_up import TITLE, send, written
from tests.screens.test_review import give_all
from tests.story import Someone, Story


@pytest.fixture
def told(database: Database) -> Story:
    """A story on either database."""
    return Story(database)


def came_back(story: Story) -> tuple[Someone, Someone, Someone, PlanId]:
    """Noy's and Seng's plan came back from Dr. Kham with a comment on item 3 and one on the whole."""
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    kham = story.known("Dr. Kham", language="en", roles=(Role.EXPERT,))
    plan = written(story, story.group(noy, seng), noy)
    send(story, plan, noy)
    kham.taps("⭐")
    kham.taps("✅ Not connected")
    give_all(kham, "1")
    kham.taps("💬 Comments")
    kham.taps("3")
    kham.says("Name the buyer")
    kham.forges("review.comment:1,all")
    kham.says("A good beginning")
    kham.forges("review.decide:1")
    kham.taps("Ask for changes")
    kham.taps("Ask for changes")
    story.deliver()
    return noy, seng, kham, plan


def test_the_group_says_it_of_each_comment_and_the_expert_answers_once(told: Story) -> None:
    noy, seng, kham, plan = came_back(told)
    noy.taps("💬 Open item 3")
    noy.taps("👍 Did it help?")
    assert noy.sees.text.endswith("💬 Dr. Kham: “Name the buyer”\nDid this comment help?")
    assert noy.sees.buttons()[:2] == ["👍 It helped", "✋ We do not understand it"]
    page, data = noy.sees.id, noy.bubble("✋ We do not understand it")[1]["data"]
    noy.taps("✋ We do not understand it")
    assert "A good beginning" in noy.sees.text  # the next comment
    noy.taps("👍 It helped")
    assert "\n✅ Saved. The expert is told\n" in noy.sees.text
    noy.forges(data, page)  # the second half of a double tap
    heard = [bubble for bubble in kham.phone.values() if "👥 The group: " in bubble.text]
    assert [bubble.text.split("\n")[1:] for bubble in heard] == [
        ["💬 Dr. Kham: “Name the buyer”", "👥 The group: ✋ We do not understand it"],
        ["💬 Dr. Kham: “A good beginning”", "👥 The group: 👍 It helped"],
    ]
    kham.forges("review.reply:1")
    assert kham.sees.text.startswith(TITLE)
    kham.says("Write who buys it and for how much")
    assert kham.sees.text.endswith("✅ Kept. The group is told")
    for one in (noy, seng):
        assert "💬 Dr. Kham answers: “Write who buys it and for how much”" in one.sees.text
        assert one.sees.buttons() == ["💬 Open the comment"]
    kham.says("And once more")
    seng.taps("💬 Open the comment")
    assert "And once more" not in seng.sees.text
    assert "✋ We do not understand it" not in seng.sees.buttons()
    noy.forges(data.replace("unclear", "helped"), page)  # what was answered stands
    with told.database.begin() as uow:
        words = [(one.word, one.answer) for one in uow.reviews.comments(uow.reviews.of_plan(plan)[0].id)]
    assert words == [("unclear", "Write who buys it and for how much"), ("helped", "")]


def test_an_answer_may_be_spoken_and_is_heard_at_the_item(story: Story) -> None:
    noy, _, kham, plan = came_back(story)
    noy.forges(f"plan.helped!feel:{plan},1;unclear")
    kham.taps("✍️ Answer the group")
    kham.sends("voice", seconds=9)
    assert "💬 Dr. Kham answers: “Voice or picture”" in noy.sees.text
    noy.taps("💬 Open the comment")
    noy.taps("📷 See or listen")
    assert any(bubble.medium and bubble.medium["kind"] == "voice" for bubble in noy.phone.values())


def test_nobody_else_says_it_or_answers_and_nothing_before_the_plan_came_back(story: Story) -> None:
    noy, _, kham, plan = came_back(story)
    bo, vanna = story.known("Bo"), story.known("Vanna", roles=(Role.EXPERT,))
    mali = story.known("Mali", roles=(Role.STAFF,))
    for one in (bo, vanna, kham, mali):
        one.forges(f"plan.helped!feel:{plan},1;helped")
    noy.forges(f"plan.helped!feel:{plan},1;question")
    noy.forges(f"plan.helped!feel:{plan},99;helped")
    with story.database.begin() as uow:
        assert not any(one.word for one in uow.reviews.comments(uow.reviews.of_plan(plan)[0].id))
        uow.plans.change(plan, now=story.now, state="approved")
    noy.forges(f"plan.helped!feel:{plan},1;helped")
    with story.database.begin() as uow:
        assert not any(one.word for one in uow.reviews.comments(uow.reviews.of_plan(plan)[0].id))
        uow.plans.change(plan, now=story.now, state="returned")
    noy.forges(f"plan.helped!feel:{plan},1;helped")
    for one in (bo, vanna, noy):
        one.forges("review.reply:1")
        assert "Name the buyer" not in one.sees.text or one is noy
        one.says("I answer")
    with story.database.begin() as uow:
        said = uow.reviews.comments(uow.reviews.of_plan(plan)[0].id)[0]
    assert (said.word, said.answer) == ("helped", "")
