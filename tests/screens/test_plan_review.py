"""Before a plan is sent, and what becomes of it: gaps, agreement, sending, comments, a second version."""

from datetime import date

from bot.chat.message import length
from bot.domain.ids import PlanId, RoundId
from bot.domain.people import Role
from bot.domain.plans import Part, PlanState, Submission
from bot.services.plans import submissions
from bot.services.reviews import reviews
from tests.follow_up import written
from tests.story import AT_ONCE, LIBRARY, Someone, Story


def state(story: Story, plan: PlanId) -> PlanState:
    with story.database.begin() as uow:
        found = uow.plans.get(plan)
        assert found is not None
        return found.state


def latest(story: Story, plan: PlanId) -> Submission | None:
    with story.database.begin() as uow:
        return uow.submissions.latest(plan)


def test_the_review_names_every_gap_with_a_button_that_opens_it(story: Story) -> None:
    noy = story.known("Noy", language="en")
    round_, group = story.round(), story.group(noy)
    with story.database.begin() as uow:
        plan = uow.plans.add(group, round_, now=story.now)
        for step in LIBRARY.form.steps[:-2]:
            uow.answers.put(plan, step.key, (Part("text", "said"),), noy.me, now=story.now)
        days = {"start_on": date(2027, 2, 1), "due_on": date(2027, 1, 15)}
        uow.actions.add(plan, now=story.now, what="Dig", who="Seng", **days)
    noy.forges(f"plan.review:{plan}")
    assert noy.sees.text == (
        "said\n9 of 11 items answered, 1 piece of work, 0 kip\nOnce sent, this version cannot be changed. Send it now?"
    )
    assert noy.sees.buttons() == ["📨 Send the plan", "✋ Do not send yet", "🧭 More"]
    noy.taps("▫️ Still open (4)")
    assert noy.sees.buttons()[:2] == ["💰 Cost: Dig", "▫️ Starts after it ends"]
    noy.taps("▫️ 10. ")
    assert noy.sees.text.startswith("Item 10 of 11")


def test_a_plan_with_an_empty_required_step_is_not_sent(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = written(story, story.group(noy), noy)
    with story.database.begin() as uow:
        uow.answers.clear(plan, "problem", now=story.now)
        uow.plans.change(plan, now=story.now)
    noy.forges(f"plan.review:{plan}")
    assert noy.sees.has("Nothing is lost. Item 2 is still missing", "Answer item 2 now?")
    assert "📨 Send the plan" not in noy.sees.buttons()
    noy.forges(f"plan.send!send:{plan}@2")
    assert noy.sees.has("Item 2 is still empty. Answer it, then send")
    assert state(story, plan) is PlanState.DRAFT


def test_the_leader_sends_and_a_version_is_frozen(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    story.known("Dr. Kham", roles=(Role.EXPERT,))
    plan = written(story, story.group(noy, seng), noy)
    noy.says("/plan")
    noy.taps("ກວດຄືນ")
    assert noy.sees.text.endswith("ສົ່ງແລ້ວ ສະບັບນີ້ຈະແກ້ບໍ່ໄດ້. ສົ່ງດຽວນີ້ບໍ?")
    bubble, button = noy.bubble("📨 ສົ່ງແຜນ")
    noy.forges(button["data"], bubble.id)
    assert noy.sees.text.startswith("🎉 ສົ່ງແຜນສະບັບທີ 1 ແລ້ວ. ຂອບໃຈທຸກຄົນໃນກຸ່ມ")
    card = [one.medium["recipe"] for one in noy.phone.values() if one.medium]
    assert [(one["paper"], one["language"]) for one in card] == [("card", "lo")]
    assert "The group's plan has been sent to the experts" in seng.sees.text
    joy = noy.sees.text
    noy.forges(button["data"], bubble.id)
    assert (noy.sees.text, len([one for one in noy.phone.values() if one.medium])) == (joy, 1)
    found = latest(story, plan)
    assert found is not None
    assert found.version == 1
    with story.database.begin() as uow:
        assert len(uow.reviews.of_plan(plan)) == 1


def test_who_saves_data_sends_without_the_picture(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = written(story, story.group(noy), noy)
    with story.database.begin() as uow:
        uow.people.change(noy.me, light=True)
    noy.forges(f"plan.review:{plan}")
    noy.taps("📨 Send the plan")
    assert not any(one.medium for one in noy.phone.values())
    assert noy.sees.text.startswith("🎉 Version 1 of the plan is sent")
    assert noy.sees.text.endswith("See the plan as sent?")


def test_only_the_leader_sends(story: Story) -> None:
    noy, seng = story.known("Noy"), story.known("Seng", language="en")
    plan = written(story, story.group(noy, seng), noy)
    seng.forges(f"plan.review:{plan}")
    assert "📨 Send the plan" not in seng.sees.buttons()
    seng.forges(f"plan.send!send:{plan}@1")
    assert seng.sees.has("Only the group leader can do this. You can ask the leader")
    assert state(story, plan) is PlanState.DRAFT


def test_nobody_sends_what_they_did_not_see(story: Story) -> None:
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    plan = written(story, story.group(noy, seng), noy)
    noy.forges(f"plan.send:{plan}")
    bubble, button = noy.bubble("📨 Send the plan")
    seng.forges(f"plan.step:{plan},problem")
    seng.says("something else")
    seng.taps("Keep mine")
    noy.forges(button["data"], bubble.id)
    assert noy.phone[bubble.id].has("This button is old. Here is the page as it is now")
    assert state(story, plan) is PlanState.DRAFT
    noy.taps("📨 Send the plan")
    assert state(story, plan) is PlanState.SUBMITTED


def test_the_deadline_counts_when_the_button_was_pressed(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = written(story, story.group(noy), noy)
    noy.forges(f"plan.send:{plan}")
    story.wait(days=31)
    noy.taps("📨 Send the plan")
    assert noy.sees.has("Plans were due on 23 December 2026, 09:00. Nothing is lost")
    assert state(story, plan) is PlanState.DRAFT


def test_members_are_asked_once_and_counted_with_the_women(story: Story) -> None:
    noy, seng, boun = story.known("ນ້ອຍ"), story.known("Seng", language="en"), story.known("Boun", language="en")
    plan = written(story, story.group(noy, seng, boun), noy)
    with story.database.begin() as uow:
        uow.people.change(seng.me, sex="woman")
    noy.forges(f"plan.review:{plan}")
    noy.taps("ຖາມສະມາຊິກ")
    noy.taps("ຖາມສະມາຊິກ")
    asked = [bubble for bubble in seng.phone.values() if "Do you agree to send it?" in bubble.text]
    assert len(asked) == 1
    seng.taps("Read and answer")
    seng.taps("👍 I agree")
    assert seng.sees.has("👍 Saved: you agree. Thank you", "You can still change your answer")
    boun.taps("Read and answer")
    boun.taps("✋ Not yet")
    assert boun.sees.text.endswith("Please tell the reason, so that the group can talk about it")
    boun.says("The price is too high")
    assert boun.sees.has("Thank you. The group leader has been told")
    assert noy.sees.text == "✋ Boun ຍັງບໍ່ເຫັນດີ:\n“The price is too high”"
    noy.forges(f"plan.voices:{plan}")
    assert noy.sees.text.endswith(
        "👥 ເຫັນດີ 2 ໃນ 3 ຄົນ\nແມ່ຍິງ 1 ຄົນ, ບໍ່ບອກ 1 ຄົນ\n✋ Boun: The price is too high\nຖາມຜູ້ທີ່ຍັງບໍ່ທັນຕອບບໍ?"
    )


def test_an_agreement_is_to_what_was_seen(story: Story) -> None:
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    plan = written(story, story.group(noy, seng), noy)
    noy.forges(f"plan.review:{plan}")
    noy.taps("Ask the members")
    seng.taps("Read and answer")
    noy.forges(f"plan.step:{plan},problem")
    noy.says("another problem")
    seng.taps("👍 I agree")
    assert seng.sees.has("This button is old. Here is the page as it is now")
    seng.taps("👍 I agree")
    noy.forges(f"plan.voices:{plan}")
    assert noy.sees.has("👥 1 of 2 people agree\n1 agreed before the last change\n▫️ Not answered yet: Noy")
    noy.forges(f"plan.agree:{plan}")
    assert noy.sees.text.endswith(
        "👥 1 of 2 agree\nThe plan was changed after you answered. Do you agree to send it as it is now?"
    )
    noy.taps("See what has changed")
    assert "2. Problem or chance\nBefore: " in noy.sees.text
    assert noy.sees.text.endswith("Now: another problem")


def test_who_is_no_member_cannot_agree(story: Story) -> None:
    noy, mali = story.known("Noy"), story.known("Mali", language="en", roles=(Role.STAFF,))
    plan = written(story, story.group(noy), noy)
    mali.forges(f"plan.agree!agree:{plan}@1")
    assert mali.sees.has("Only members of the group can do this")


def returned(story: Story, noy: Someone) -> PlanId:
    """A plan that came back with a comment on item 2 and one on the whole."""
    kham = story.known("Dr. Kham", roles=(Role.EXPERT,))
    plan = written(story, story.group(noy), noy)
    with story.database.begin() as uow:
        leader, expert = uow.people.get(noy.me), uow.people.get(kham.me)
        assert leader is not None
        assert expert is not None
        submissions.submit(uow, LIBRARY, plan, by=leader, at=story.now, now=story.now)
        (assignment,) = uow.reviews.of_plan(plan)
        reviews.accept(uow, assignment.id, by=expert)
        for criterion in LIBRARY.rubric.criteria:
            reviews.score(uow, LIBRARY, assignment.id, criterion.key, 2, by=expert, now=story.now)
        uow.reviews.comment(assignment.id, "problem", "How many baskets?", None, now=story.now)
        uow.reviews.comment(assignment.id, "", "A good beginning", None, now=story.now)
        seen = uow.reviews.of_plan(plan)[0].revision
        reviews.decide(uow, LIBRARY, assignment.id, "return", AT_ONCE, by=expert, seen=seen, now=story.now)
    story.deliver()
    return plan


def test_each_comment_opens_the_step_that_it_is_about_and_version_two_is_sent(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = returned(story, noy)
    assert noy.sees.has("Send it again by Wednesday, 23 December 2026", "The answers are all there, nothing is lost")
    noy.taps("💬 Open item 2")
    assert noy.sees.text.startswith("Item 2 of 11")
    assert noy.sees.has("💬 Dr. Kham: “How many baskets?”", "Change this answer: write, speak or send a photo")
    noy.says("1 basket in 10")  # and on to the next comment, or to sending
    assert noy.sees.has("💬 Dr. Kham: “A good beginning”", "✅ Changed since: 1 of 1 item", "Send the plan again?")
    with story.database.begin() as uow:
        uow.rounds.change(RoundId(1), deadline=story.now)
    story.wait(days=14)  # after the deadline: what was given back has a last day of its own
    noy.forges(f"plan.send:{plan}")
    noy.taps("📨 Send the plan")
    assert noy.sees.text.startswith("🎉 Version 2 of the plan is sent")
    found = latest(story, plan)
    assert found is not None
    assert found.version == 2


def test_what_the_expert_sees_of_a_version_does_not_change_any_more(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = returned(story, noy)
    before = latest(story, plan)
    noy.forges(f"plan.step:{plan},problem")
    noy.says("1 basket in 10")
    assert latest(story, plan) == before


def test_the_longest_plan_fits_a_message(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    round_, group = story.round(), story.group(noy, seng)
    with story.database.begin() as uow:
        plan = uow.plans.add(group, round_, now=story.now)
        for step in LIBRARY.form.steps:
            uow.answers.put(plan, step.key, (Part("text", "ກຳ" * 2000),), noy.me, now=story.now)
        for _ in range(40):
            uow.actions.add(plan, now=story.now, what="ຂຸດ" * 160, who="ນ້ອຍ" * 15)
        for _ in range(9):
            uow.agreements.put(plan, noy.me, agrees=False, revision=0, reason="ແພງ" * 300, now=story.now)
    for page in ("plan.review", "plan.agree", "plan.send", "plan.overview"):
        noy.forges(f"{page}:{plan}")
        assert length(noy.sees.text) <= 4096, page
    noy.forges(f"plan.review:{plan}")
    noy.taps("👥 ຖາມສະມາຊິກ")
    assert length(seng.sees.text) <= 4096
    seng.taps("👍")
    assert length(seng.sees.text) <= 4096
