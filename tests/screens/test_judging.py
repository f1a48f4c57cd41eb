"""An expert reads for the decision on a phone: conflict, points, a strength, a suggestion, save and next."""

from bot.domain.contests import Phase
from bot.domain.people import Role
from bot.domain.reviews import ReviewState
from bot.services.contests import contests
from tests.competing import competition, read
from tests.story import LIBRARY, Story


def test_from_the_notice_to_saved_and_the_next_plan(story: Story) -> None:
    kham = story.known("Dr. Kham", language="en", roles=(Role.EXPERT,))
    with story.database.begin() as uow:
        here = competition(uow, 2)
        for one in uow.reviews.of_expert(kham.me):  # advice was asked when plans came: that is another thing
            uow.connection.exec_driver_sql(f"DELETE FROM assignments WHERE id = {one.id}")
        here.on_to(Phase.PRESENTING)
        here.tell()
        here.on_to(Phase.EXPERTS)
    story.deliver()
    kham.taps("Open the plan")
    kham.taps("Not connected")
    kham.taps("Give points (0 of 10)")
    for number in range(10):
        kham.taps("2 – Good" if number else "3 – Very good")
    assert "Points: 21 of 30\n▫️ a strength\n▫️ a suggestion\nSaved: 2 – Good\nWhat is missing?" in kham.sees.text
    kham.taps("A strength")
    kham.says("Everybody takes part")
    kham.taps("A suggestion")
    kham.sends("voice", seconds=9)
    assert kham.sees.buttons()[0] == "✅ Save and next"
    kham.taps("Save and next")
    assert "You can take it back for a while" in kham.sees.text
    with story.database.begin() as uow:
        states = sorted(one.state for one in uow.reviews.of_expert(kham.me))
    assert states == [ReviewState.ASKED, ReviewState.DONE]
    assert "Are you connected with this group?" in kham.sees.text  # the next plan, before it opens


def test_forged_pages_of_others_and_of_advice_lead_elsewhere(story: Story) -> None:
    kham = story.known("Dr. Kham", language="en", roles=(Role.EXPERT,))
    vong = story.known("Vong", language="en", roles=(Role.EXPERT,))
    with story.database.begin() as uow:
        here = competition(uow, 1)
        advice = next(one for one in uow.reviews.of_plan(here.plans[0]) if one.expert == kham.me)
        uow.reviews.change(advice.id, state="scoring")
    story.deliver()
    kham.forges(f"review.judge:{advice.id}")
    assert "Still without points" in kham.sees.text  # the page of advice
    vong.forges(f"review.judge!save:{advice.id}")
    with story.database.begin() as uow:
        assert uow.reviews.get(advice.id).state is ReviewState.SCORING  # type: ignore[union-attr]
    assert LIBRARY.rubric.highest == 30


def test_staff_see_how_far_experts_agree_in_plain_words(story: Story) -> None:
    with story.database.begin() as uow:
        here = competition(uow, 9, 3)
        here.on_to(Phase.PRESENTING)
        here.tell()
        here.on_to(Phase.PEERS)
        here.give({0: 3, 1: 2})
        here.on_to(Phase.EXPERTS)
        read(here, {number: number % 4 for number in range(9)})
    staff = story.known("Keo", language="en", roles=(Role.STAFF,))
    staff.forges(f"contest.points:{here.round}")
    staff.taps("How far experts agree")
    assert "Marks within one step: 270 of 270" in staff.sees.text
    assert "New for the group: 27 of 27" in staff.sees.text
    assert "Experts agree well (1; with so few plans anything from 1 to 1 is possible)" in staff.sees.text
    assert "Totals are close for 9 of 9 plans" in staff.sees.text
    staff.forges(f"contest.stars:{here.round}")
    assert "2 groups together move no plan by more than one place" in staff.sees.text
    expert = story.known("Dr. Kham", language="en", roles=(Role.EXPERT,))
    expert.forges(f"contest.within:{here.round}")
    assert "Marks within one step" not in expert.sees.text


def test_two_plans_for_practice_come_before_the_first_real_one(story: Story) -> None:
    kham = story.known("Dr. Kham", language="en", roles=(Role.EXPERT,))
    vong = story.known("Vong", language="en", roles=(Role.EXPERT,))
    with story.database.begin() as uow:
        here = competition(uow, 2)
        uow.connection.exec_driver_sql("DELETE FROM assignments")  # advice is another thing
        contests.set_flag(uow, here.round, "practice", True, by=here.mali, now=story.now)
        here.on_to(Phase.EXPERTS)
    story.deliver()
    for expert, label in ((kham, "2 – Good"), (vong, "1 – Weak")):
        expert.taps("Open the plan")
        expert.taps("Not connected")
        assert expert.sees.text.startswith("💡 Two plans for practice\n▫️ 1. Mushrooms on rice straw")
        for number in (1, 2):
            expert.taps(f"Open practice plan {number}")
            assert expert.sees.text.startswith(f"💡 Practice plan {number} of 2")
            expert.taps("Give points (0 of 10)")
            for _ in range(10):
                expert.taps(label)
            assert expert.sees.text.endswith("Why did you give these points? Write or speak one sentence")
            expert.says(f"{expert.name} thinks so") if number == 1 else expert.sends("voice", seconds=5)
            expert.taps("✅ Save")
            expert.taps("Next ▶")
        assert expert.sees.text.endswith("✅ You have practised. The real plans are open now")
        expert.taps("⭐ Plans to read")
        expert.taps("✍️")
        assert "Give points (0 of 10)" in " ".join(expert.sees.buttons())
    vong.forges(f"practice.others:{here.round},1")
    assert "New for the group: you 1, others 2" in vong.sees.text
    assert "Dr. Kham: 20 points\nDr. Kham thinks so" in vong.sees.text
    mali = story.known("Keo", language="en", roles=(Role.STAFF,))
    mali.forges(f"contest.page:{here.round}")
    mali.taps("Practice of the experts")
    assert "✅ Dr. Kham: 2 of 2\n✅ Vong: 2 of 2" in mali.sees.text


def test_forged_pages_of_practice_lead_nowhere(story: Story) -> None:
    kham = story.known("Dr. Kham", language="en", roles=(Role.EXPERT,))
    with story.database.begin() as uow:
        here = competition(uow, 1)
        contests.set_flag(uow, here.round, "practice", True, by=here.mali, now=story.now)
    story.deliver()
    for page in ("page", "plan", "mark", "why", "others"):
        rest = {"page": "", "mark": ",1,new"}.get(page, ",1")
        kham.forges(f"practice.{page}:{here.round}{rest}")  # nobody asked Kham to read in this round
        assert "practice" not in kham.sees.text.lower()
    kham.forges(f"practice.mark!mark:{here.round},1,new;3")
    kham.forges(f"practice.plan!save:{here.round},1")
    with story.database.begin() as uow:
        assert uow.practices.of_round(here.round) == []
