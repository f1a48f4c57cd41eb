"""Results reach the group: the rank in words, points, comments and what each step got, once they are out."""

from __future__ import annotations

import pytest

from bot.domain.ids import ChatId, PlanId
from bot.domain.people import Role
from bot.domain.rounds import Rules
from bot.services.reviews import decisions
from tests.follow_up import judged, send, written
from tests.story import Someone, Story


def passed(story: Story, noy: Someone, *, unranked: bool = False, decision: str = "approve") -> PlanId:
    """Dr. Kham gives 1, 2, 3, 3 … and comments on the problem and on the whole; the plan passes, or comes back."""
    kham = story.known("Dr. Kham", roles=(Role.EXPERT,))
    plan = written(story, story.group(noy), noy)
    with story.database.begin() as uow:
        found = uow.plans.get(plan)
        assert found is not None
        uow.rounds.change(found.round, unranked=unranked)
    send(story, plan, noy)
    said = {"problem": "How many baskets?", "": "A good beginning"}
    judged(story, plan, kham, lambda number: min(number, 3), comments=said, decision=decision)
    return plan


def release(story: Story, plan: PlanId, *, chat: int = 0) -> None:
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    with story.database.begin() as uow:
        found = uow.plans.get(plan)
        assert found is not None
        if chat:
            uow.groups.change(found.group, chat_id=ChatId(chat), chat_language="en")
    mali.forges(f"rounds.sure:{found.round},close")
    mali.taps("Close the round")
    mali.forges(f"rounds.place:{plan}")
    assert "⭐ Points: 27 of 30" in mali.sees.text
    mali.taps("1")
    mali.forges(f"rounds.sure:{found.round},release")
    mali.taps("Release the results")


def test_results_are_in_words_with_points_and_the_one_next_thing(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = passed(story, noy)
    noy.says("/results")
    assert "The results are not out yet" in noy.sees.text
    assert "27" not in noy.sees.text
    release(story, plan)
    assert noy.sees.text == (
        "Round 1\n🏆 The results are out. First rank: ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\nYour group has the first rank\n"
        "⭐ Points: 27 of 30\nSee the points and 2 comments?"
    )
    assert noy.sees.buttons() == ["⭐ Points and comments", "🔨 Work to do"]
    noy.taps("⭐ Points and comments")
    assert noy.sees.text == (
        "⭐ Question 1 of 10\nIs it new for this group, and learned from somebody?\n"
        "⭐ 1 of 3: Weak – Something is there, but not clear"
    )
    assert noy.sees.buttons() == ["Next ▶", "📝 See item 3", "◀ Back"]


def test_each_question_has_its_page_with_what_was_said_and_the_step_shows_what_it_got(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = passed(story, noy)
    release(story, plan)
    noy.taps("⭐")
    pages = [noy.sees.text]
    while "Next ▶" in noy.sees.buttons():
        noy.taps("Next ▶")
        pages.append(noy.sees.text)
    assert len(pages) == 11
    assert sum("How many baskets?" in page for page in pages) == 1
    assert pages[-1] == "💬 On the whole plan\n💬 Dr. Kham: “A good beginning”"
    noy.taps("🏆 Results")
    assert "⭐ Points: 27 of 30" in noy.sees.text
    noy.forges(f"plan.step:{plan},problem")
    assert "💬 Dr. Kham: “How many baskets?”\n⭐ This item got 3 of 3" in noy.sees.text
    noy.forges(f"plan.actions:{plan}")
    assert "⭐ This item got " in noy.sees.text


def test_the_same_in_lao_and_the_group_s_chat_hears_the_rank_alone(story: Story) -> None:
    noy = story.known("ນ້ອຍ")
    plan = passed(story, noy)
    story.phones[-7] = {}
    release(story, plan, chat=-7)
    assert noy.sees.text == (
        "ຮອບທີ 1\n🏆 ປະກາດຜົນແລ້ວ. ອັນດັບທີ 1: ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\nກຸ່ມຂອງທ່ານໄດ້ອັນດັບທີໜຶ່ງ\n⭐ 27 ໃນ 30 ຄະແນນ\nເບິ່ງຄະແນນ ແລະ ຄຳເຫັນ 2 ຂໍ້ບໍ?"
    )
    (told,) = story.phones[-7].values()
    assert told.text == ("Round 1\n🏆 The results are out. First rank: ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\nYour group has the first rank")
    assert told.buttons() == []


def test_the_first_page_leads_to_results_until_they_are_opened(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = passed(story, noy)
    noy.says("/menu")
    assert "🏆" not in noy.sees.text
    release(story, plan)
    noy.says("/menu")
    assert noy.sees.text.split("\n")[1:] == [
        "🏆 The results are out. Your group has rank 1",
        "See points and comments?",
    ]
    assert noy.sees.buttons() == ["🏆 See the results", "🔨 Work to do"]
    noy.says("/menu")
    noy.taps("🏆 See the results")
    assert "⭐ Points: 27 of 30" in noy.sees.text
    noy.says("/menu")
    assert "🏆" not in noy.sees.text


def test_each_member_sees_them_and_the_points_count_as_the_results(story: Story) -> None:
    noy, seng = story.known("Noy", language="en"), story.known("ແສງ")
    plan = passed(story, noy)
    with story.database.begin() as uow:
        found = uow.plans.get(plan)
        assert found is not None
        uow.groups.join(found.group, seng.me, leader=False, now=story.now)
    release(story, plan)
    noy.forges(f"plan.point:{plan},0")
    noy.says("/menu")
    assert "🏆" not in noy.sees.text
    seng.says("/menu")
    assert seng.sees.text.split("\n")[1:] == [
        "🏆 ປະກາດຜົນແລ້ວ. ກຸ່ມຂອງທ່ານໄດ້ອັນດັບທີ 1",
        "ເບິ່ງຄະແນນ ແລະ ຄຳເຫັນບໍ?",
    ]
    assert seng.sees.buttons()[0] == "🏆 ເບິ່ງຜົນ"


@pytest.mark.parametrize("page", ["plan.results:{}", "plan.point:{},0", "plan.point:{},3", "plan.comments:{}"])
def test_nothing_of_it_is_seen_before_the_release(story: Story, page: str) -> None:
    noy = story.known("Noy", language="en")
    plan = passed(story, noy)
    noy.forges(page.format(plan))
    assert "27" not in noy.sees.text
    assert "baskets" not in noy.sees.text
    noy.forges(f"plan.step:{plan},problem")
    assert "baskets" not in noy.sees.text


def test_where_a_round_ranks_nothing_points_come_with_the_decision(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = passed(story, noy, unranked=True, decision="return")
    noy.forges(f"plan.results:{plan}")
    assert noy.sees.text.endswith("⭐ Points: 27 of 30\nSee the points and 2 comments?")
    assert noy.sees.buttons() == ["⭐ Points and comments", "💬 Open the comments"]


def test_staff_choose_whether_plans_are_ranked_and_see_points_before_they_place(story: Story) -> None:
    noy, mali = story.known("Noy"), story.known("Mali", language="en", roles=(Role.STAFF,))
    plan = passed(story, noy)
    with story.database.begin() as uow:
        found = uow.plans.get(plan)
        assert found is not None
    mali.forges(f"rounds.page:{found.round}")
    for _ in range(2):  # the second tap finds it done
        mali.forges(f"rounds.page!rank:{found.round};0")
        assert "No ranks: groups see their points when the experts have decided" in mali.sees.text
    mali.taps("🏆 Rank the plans")
    assert "No ranks" not in mali.sees.text
    mali.forges(f"rounds.sure:{found.round},close")
    mali.taps("Close the round")
    mali.taps("Positions")
    assert mali.sees.buttons()[0] == "▫️ ⭐27 ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ"
    assert noy.forges(f"rounds.page!rank:{found.round};0").toast


def test_a_comment_is_on_the_step_that_it_opens_and_the_way_leads_back(story: Story) -> None:
    noy = story.known("Noy", language="en")
    passed(story, noy, decision="return")
    assert noy.sees.text.endswith(
        "💬 Dr. Kham: “A good beginning”\n💬 The expert has read the plan: 1 item has a comment (2). Open it?"
    )
    noy.taps("💬 Open item 2")
    assert "💬 Dr. Kham: “How many baskets?”" in noy.sees.text
    assert noy.sees.text.endswith("Change this answer: write, speak or send a photo")
    assert "⭐" not in noy.sees.text  # marks wait for the release
    noy.taps("💬 All comments")
    noy.taps("💬 Open item 2")
    noy.says("1 basket in 10")
    assert "✅ Item 2 is saved" in noy.sees.text
    assert noy.sees.text.endswith("Every comment is answered. Send the plan again?")
    assert "📨 Check and send" in noy.sees.buttons()


def test_a_comment_on_the_work_is_on_its_page(story: Story) -> None:
    noy = story.known("Noy")
    plan = passed(story, noy, decision="return")
    with story.database.begin() as uow:
        (review,) = uow.reviews.of_plan(plan)
        uow.reviews.comment(review.id, "actions", "ໃຜຊື້?", None, now=story.now)
    noy.forges(f"plan.comments:{plan}")
    noy.taps("💬 ເປີດຂໍ້ 5")
    assert "💬 Dr. Kham: “ໃຜຊື້?”" in noy.sees.text
    noy.taps("💬 ຄຳເຫັນທັງໝົດ")
    assert noy.sees.text.endswith("ມີຄຳເຫັນ 2 ຂໍ້ (ຂໍ້ 2, 5). ເປີດຄຳເຫັນທຳອິດບໍ?")


def test_a_decision_that_can_be_taken_back_shows_no_points(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = passed(story, noy, unranked=True, decision="return")
    with story.database.begin() as uow:
        (review,) = uow.reviews.of_plan(plan)
        uow.plans.change(plan, now=story.now, state="submitted")
        assert not decisions.final(review, Rules(), now=story.now)
    noy.forges(f"plan.results:{plan}")
    assert "The results are not out yet" in noy.sees.text
