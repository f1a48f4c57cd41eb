"""An expert reads a plan, says whether they are connected, gives points, comments, and decides once."""

from __future__ import annotations

from bot.domain.ids import PlanId
from bot.domain.people import Role
from bot.domain.plans import Part, PlanState
from tests.follow_up import TITLE, send, written
from tests.story import LIBRARY, Someone, Story


def sent(story: Story, *, language: str = "lo", long: bool = False) -> tuple[Someone, Someone, PlanId]:
    """Noy's group sends its plan to Dr. Kham, the only expert."""
    noy, kham = story.known("Noy"), story.known("Dr. Kham", language=language, roles=(Role.EXPERT,))
    plan = written(story, story.group(noy), noy, long=long)
    send(story, plan, noy)
    return noy, kham, plan


def state(story: Story, plan: PlanId) -> PlanState:
    with story.database.begin() as uow:
        found = uow.plans.get(plan)
    assert found is not None
    return found.state


def give_all(expert: Someone, mark: str) -> None:
    """Open the points and give the same mark everywhere."""
    expert.taps("✍️")
    for _ in LIBRARY.rubric.criteria:
        expert.taps(f"{mark} – ")


def test_a_plan_arrives_in_eight_lines_with_one_button_and_the_conflict_is_asked_first(story: Story) -> None:
    _, kham, _ = sent(story, language="en", long=True)
    (words,) = kham.phone.values()
    assert words.medium is None
    lines = words.text.split("\n")
    assert len(lines) <= 8
    assert lines[:3] == [
        "⭐ A plan has come for you to read",
        TITLE,
        "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ – ດັກຂຽດ village, Sanxay district",
    ]
    assert [line.partition(":")[0] for line in lines[3:5]] == ["Problem or chance", "Our idea and objective"]
    assert lines[5:] == [
        "🔨 1 piece of work. Together 500,000 kip, the group pays 100,000 kip",
        "👥 1 of 1 person agrees",
    ]
    assert words.buttons() == ["⭐ Open the plan"]
    kham.taps("⭐ Open the plan")
    assert kham.sees.text == (
        f"{TITLE}\nກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\nດັກຂຽດ village, Sanxay district\n"
        "Are you connected with this group? (same village, relatives, helped write the plan)"
    )
    assert kham.sees.buttons() == ["✅ Not connected", "🙅 Connected"]


def test_who_saves_data_gets_the_pdf_on_a_tap(story: Story) -> None:
    noy, kham = story.known("Noy"), story.known("Dr. Kham", roles=(Role.EXPERT,))
    with story.database.begin() as uow:
        uow.people.change(kham.me, light=True)
    send(story, written(story, story.group(noy), noy), noy)
    assert len(kham.phone) == 1
    kham.taps("⭐")
    kham.taps("✅ ບໍ່ກ່ຽວຂ້ອງກັບກຸ່ມນີ້")
    kham.taps("📄 PDF")
    kham.taps("📄 English")
    assert any(bubble.medium and bubble.medium.get("recipe") for bubble in kham.phone.values())


def test_points_with_their_meaning_then_approved(story: Story) -> None:
    noy, kham, plan = sent(story)
    kham.says("/reviews")
    assert kham.sees.text == "⭐ ແຜນໃຫ້ທ່ານອ່ານ\nລໍຖ້າທ່ານ: ແຜນ 1 ສະບັບ"
    assert kham.sees.buttons()[0].startswith("🆕 ກຸ່ມ"), "whose plan it is, whatever its title is written in"
    kham.taps("🆕")
    kham.taps("✅ ບໍ່ກ່ຽວຂ້ອງກັບກຸ່ມນີ້")
    kham.taps("ໃຫ້ຄະແນນ (0 ໃນ 10)")
    assert kham.sees.text.startswith("ຄຳຖາມທີ 1 ໃນ 10\nໃໝ່ສຳລັບກຸ່ມ\n\n3. ")
    assert kham.sees.text.endswith("\nເປັນສິ່ງໃໝ່ສຳລັບກຸ່ມນີ້ ແລະ ຮຽນມາຈາກຜູ້ອື່ນບໍ?")
    assert (
        "\n\n0 – ຍັງບໍ່ມີ\n1 – ຍັງອ່ອນ: ມີແດ່ ແຕ່ບໍ່ຈະແຈ້ງ\n2 – ດີ: ຈະແຈ້ງ ແລະ ເຮັດໄດ້\n3 – ດີຫຼາຍ: ກຸ່ມອື່ນຮຽນຈາກແຜນນີ້ໄດ້\n\n"
        in kham.sees.text
    )
    kham.taps("2 – ດີ")
    assert kham.sees.text.startswith("ຄຳຖາມທີ 2 ໃນ 10")
    told = "ຄະແນນຮອດນີ້: 2 ຈາກ 30\nບັນທຶກແລ້ວ: 2 – ດີ\nວຽກທີ່ຈະເຮັດຈະແຈ້ງ ແລະ ເປັນລຳດັບບໍ?"
    assert kham.sees.text.endswith(told)  # what happened right above what is asked
    for _ in range(9):
        kham.taps("3 – ")
    assert kham.sees.text.startswith(f"{TITLE}\nຄະແນນ: 29 ຈາກ 30")
    kham.taps("✅ ໃຫ້ຜ່ານ")
    assert state(story, plan) is PlanState.SUBMITTED
    assert kham.sees.text == f"{TITLE}\nຄະແນນ: 29 ຈາກ 30\nໃຫ້ແຜນນີ້ຜ່ານບໍ?"
    kham.taps("✅ ໃຫ້ຜ່ານ")
    assert kham.sees.text == f"{TITLE}\nຄະແນນ: 29 ຈາກ 30\n\nທ່ານຕັດສິນໃຈ: ✅ ໃຫ້ຜ່ານ\n🎉 ແຜນຜ່ານແລ້ວ. ບອກກຸ່ມແລ້ວ"
    assert state(story, plan) is PlanState.APPROVED
    noy.says("/actions")
    assert noy.sees.buttons() == ["▫️ ຊື້ແນວພັນ", "🧭 ຕື່ມ"]


def test_a_mark_may_be_changed_or_taken_back_and_a_double_tap_counts_once(story: Story) -> None:
    _, kham, _ = sent(story, language="en")
    kham.taps("⭐")
    kham.taps("✅ Not connected")
    kham.taps("Give points")
    page = kham.sees.id
    for _ in range(2):
        kham.forges("review.criterion!mark:1,new;3", page)
        assert "Points so far: 3 of 30\n" in kham.sees.text
    kham.taps("◀ Back")
    assert "✅ 3 – Very good" in kham.sees.text
    kham.taps("1 – Weak")
    assert "Points so far: 1 of 30\n" in kham.sees.text
    kham.taps("◀ Back")
    kham.taps("Take back")
    assert "The mark is taken back" in kham.sees.text
    assert "Points so far: 0 of 30\n" in kham.sees.text
    kham.forges("review.criterion!mark:1,new;9", page)
    assert "Points so far: 0 of 30\n" in kham.sees.text


def test_nothing_is_decided_while_points_or_a_comment_are_missing(story: Story) -> None:
    _, kham, plan = sent(story, language="en")
    kham.taps("⭐")
    kham.taps("✅ Not connected")
    kham.forges("review.decide:1")
    assert "Still without points:\n1. New for the group\n" in kham.sees.text
    assert not any("Let it pass" in label for label in kham.sees.buttons())
    kham.forges("review.confirm!decide:1,approve")
    kham.forges("review.confirm:1,approve")
    kham.taps("✅ Approve it")
    assert "10 questions have no points yet. Answer them, then decide" in kham.sees.text
    kham.forges("review.plan:1")
    give_all(kham, "1")
    kham.forges("review.confirm!decide:1,return")
    assert kham.sees.text.endswith("What should the group change? Write or speak; then the plan is returned")
    assert state(story, plan) is PlanState.SUBMITTED


def test_a_return_without_a_comment_asks_for_it_at_once_and_goes_on(story: Story) -> None:
    _, kham, plan = sent(story, language="en")
    kham.taps("⭐")
    kham.taps("✅ Not connected")
    give_all(kham, "1")
    kham.taps("Ask for changes")
    assert kham.sees.text == "The whole plan\nWhat should the group change? Write or speak; then the plan is returned"
    assert kham.sees.buttons() == ["💬 On one item instead", "◀ Back"]
    kham.says("Say who buys it")
    assert kham.sees.text.endswith("Return the plan to the group?")
    assert "✅ Your comment is kept" in kham.sees.text
    kham.taps("Ask for changes")
    assert state(story, plan) is PlanState.RETURNED


def test_a_comment_returns_to_the_points_that_it_was_made_from(story: Story) -> None:
    _, kham, plan = sent(story, language="en")
    kham.taps("⭐")
    kham.taps("✅ Not connected")
    kham.taps("Give points")
    kham.taps("2 – ")
    kham.taps("💬 Comment")
    assert kham.sees.buttons() == ["◀ Back to the points", "💬 Comments"]
    kham.taps("◀ Back to the points")
    kham.taps("💬 Comment")
    kham.says("In which order?")
    assert "✅ Your comment is kept" in kham.sees.text
    assert "Question 2 of 10" in kham.sees.text
    kham.forges("review.comment:1,actions,nonsense")  # a forged way leads to the comment itself
    kham.says("And who?")
    assert "Write or speak your comment" in kham.sees.text
    with story.database.begin() as uow:
        (review,) = uow.reviews.of_plan(plan)
        assert [one.step for one in uow.reviews.comments(review.id)] == ["actions", "actions"]


def test_after_a_decision_the_next_plan_is_one_tap_away(story: Story) -> None:
    _, kham, _ = sent(story, language="en")
    seng = story.known("Seng")
    group = story.group(seng, name="B")
    with story.database.begin() as uow:
        round_ = uow.rounds.kept()[0].id
        other = uow.plans.add(group, round_, now=story.now)
        uow.plans.change(other, now=story.now, title="Bananas")
        for step in LIBRARY.form.steps:
            uow.answers.put(other, step.key, (Part("text", "words"),), seng.me, now=story.now)
    send(story, other, seng)
    kham.forges("review.plan:1")
    kham.taps("✅ Not connected")
    give_all(kham, "3")
    kham.taps("✅ Approve it")
    kham.taps("✅ Approve it")
    kham.taps("⭐ Next plan")
    assert kham.sees.text.startswith("Bananas")
    kham.taps("✅ Not connected")
    give_all(kham, "3")
    kham.taps("✅ Approve it")
    kham.taps("✅ Approve it")
    assert "⭐ Next plan" not in kham.sees.buttons()


def test_comments_by_text_and_voice_then_returned(story: Story) -> None:
    _, kham, plan = sent(story, language="en")
    kham.taps("⭐")
    kham.taps("✅ Not connected")
    give_all(kham, "1")
    kham.taps("💬 Comments")
    kham.taps("3")
    kham.says("Say what you saw with your own eyes")
    kham.says("And who showed it")
    kham.sends("voice", seconds=7)
    kham._take("location")
    assert kham.sees.text.endswith("Write or speak your comment")
    assert ("Sorry, this is not understood yet. You can write, speak or send a photo") in kham.sees.text
    kham.taps("💬 Comments")
    kham.taps("💬 The whole plan")
    kham.says("A good beginning")
    kham.forges("review.decide:1")
    kham.taps("Ask for changes")
    assert kham.sees.text.endswith("Ask the group to improve item 3?")
    kham.taps("Ask for changes")
    assert kham.sees.text.endswith("The group has been told what to improve")
    assert state(story, plan) is PlanState.RETURNED
    with story.database.begin() as uow:
        comments = [(comment.step, comment.text) for comment in uow.reviews.comments(uow.reviews.of_plan(plan)[0].id)]
    third = LIBRARY.form.steps[2].key
    assert comments == [
        (third, "Say what you saw with your own eyes"),
        (third, "And who showed it"),
        (third, ""),
        ("", "A good beginning"),
    ]


def test_a_double_tap_decides_once(story: Story) -> None:
    noy, kham, plan = sent(story, language="en")
    kham.taps("⭐")
    kham.taps("✅ Not connected")
    give_all(kham, "2")
    kham.taps("✅ Approve it")
    page, data = kham.sees.id, kham.bubble("✅ Approve it")[1]["data"]
    kham.forges(data, page)
    heard = len(noy.phone)
    kham.forges(data, page)
    assert len(noy.phone) == heard
    assert state(story, plan) is PlanState.APPROVED


def test_connected_means_another_expert_and_staff_are_told(story: Story) -> None:
    noy, kham = story.known("Noy"), story.known("Dr. Kham", language="en", roles=(Role.EXPERT,))
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    story.group(kham, name="ກຸ່ມກາເຟ")
    send(story, written(story, story.group(noy), noy), noy)
    vanna = story.known("Vanna", language="en", roles=(Role.EXPERT,))
    kham.taps("⭐")
    assert "Your own group is near: ກຸ່ມກາເຟ" in kham.sees.text
    kham.taps("🙅 Connected")
    assert kham.sees.text.startswith("Thank you for saying so. Another expert will be asked")
    assert "⭐ A plan has come for you to read" in vanna.sees.text
    assert mali.sees.text == (
        f"Dr. Kham is connected with the group and does not give points: {TITLE}\nVanna was asked instead"
    )
    kham.forges("review.plan:1")
    assert "ຄຳຕອບຂໍ້" not in kham.sees.text


def test_two_experts_both_decide_and_see_each_other_only_afterwards(story: Story) -> None:
    noy = story.known("Noy")
    kham, vanna = (story.known(name, language="en", roles=(Role.EXPERT,)) for name in ("Dr. Kham", "Vanna"))
    plan = written(story, story.group(noy), noy)
    send(story, plan, noy)
    for expert, mark in ((kham, "2"), (vanna, "3")):
        expert.taps("⭐")
        expert.taps("✅ Not connected")
        give_all(expert, mark)
    kham.taps("✅ Approve it")
    kham.taps("✅ Approve it")
    kept = "✅ Your decision is kept\n⏳ 1 other expert has to decide too. Then the group is told"
    assert kham.sees.text.endswith(kept)
    assert state(story, plan) is PlanState.SUBMITTED
    assert "Dr. Kham" not in vanna.sees.text
    vanna.taps("✅ Approve it")
    vanna.taps("✅ Approve it")
    assert "Your decision: ✅ passed\nDr. Kham: 20 of 30, ✅ passed\n" in vanna.sees.text
    assert state(story, plan) is PlanState.APPROVED


def test_marks_for_what_did_not_change_come_along_to_a_new_version(story: Story) -> None:
    noy, kham, plan = sent(story, language="en")
    kham.taps("⭐")
    kham.taps("✅ Not connected")
    give_all(kham, "2")
    kham.forges("review.comment:1,all")
    kham.says("Say more about the buyer")
    kham.forges("review.decide:1")
    kham.taps("Ask for changes")
    kham.taps("Ask for changes")
    with story.database.begin() as uow:
        uow.answers.put(plan, "partners", (Part("text", "ພໍ່ຄ້າຈາກປາກເຊ"),), noy.me, now=story.now)
    send(story, plan, noy)
    assert kham.sees.text.startswith("⭐ Version 2 of a plan has come for you to read")
    assert kham.sees.text.endswith("✍️ Changed: item 8")
    kham.taps("⭐ Open the plan")  # not connected, as was said of version 1
    assert kham.sees.text.startswith("Version 2: what has changed since version 1\n\n8. Partners\nBefore: ")
    assert kham.sees.buttons()[0] == "✍️ Give points (9 of 10)"
    kham.taps("Give points (9 of 10)")
    assert "A real buyer" in kham.sees.text
    kham.taps("3 – ")
    assert "⚖️" not in kham.sees.text
    assert "Points: 21 of 30" in kham.sees.text  # nothing else is asked again
    kham.forges("review.criterion:2,market")
    kham.taps("◀ Back")
    assert "This mark comes from the version before. Is it still right?" in kham.sees.text
    kham.taps("2 – Good")
    kham.forges("review.criterion:2,budget")
    assert "This mark comes from the version before" not in kham.sees.text
    kham.forges("review.criterion!mark:1,new;3")
    assert kham.sees.text.endswith("You have decided already")


def test_a_long_plan_is_read_page_by_page(story: Story) -> None:
    _, kham, _ = sent(story, language="en", long=True)
    kham.taps("⭐")
    kham.taps("✅ Not connected")
    seen = []
    for _ in range(5):
        assert len(kham.sees.text) <= 4096
        seen.append(kham.sees.text)
        if "Next ▶" not in kham.sees.buttons():
            break
        kham.taps("Next ▶")
    for step in LIBRARY.form.steps:
        assert sum(f"{step.number}. {step.title('en')}" in text for text in seen) == 1
    kham.forges("review.plan:1,99")
    assert kham.sees.text == seen[-1]


def test_photos_and_voices_come_on_a_tap(story: Story) -> None:
    noy, kham = story.known("Noy"), story.known("Dr. Kham", language="en", roles=(Role.EXPERT,))
    plan = written(story, story.group(noy), noy)
    with story.database.begin() as uow:
        voice = uow.media.add(now=story.now, kind="voice", file_id="voice-1", person_id=noy.me)
        uow.answers.put(plan, "problem", (Part("voice", "", voice, 12),), noy.me, now=story.now)
    send(story, plan, noy)
    kham.taps("⭐")
    kham.taps("✅ Not connected")
    assert "2. Problem or chance\n🎤 0:12\n" in kham.sees.text
    kham.taps("Pictures, voices (1)")
    assert [bubble.medium for bubble in kham.phone.values() if bubble.medium and "recipe" not in bubble.medium] == [
        {"kind": "voice", "file_id": "voice-1"}
    ]


def test_nobody_but_the_asked_expert_reads_scores_or_decides(story: Story) -> None:
    noy, kham, plan = sent(story, language="en")
    kham.taps("⭐")
    kham.taps("✅ Not connected")
    give_all(kham, "3")
    other = story.known("Vanna", language="en", roles=(Role.EXPERT,))
    bo = story.somebody("Bo")
    claims = ["review.list", "review.plan:1", "review.criterion!mark:1,new;0", "review.confirm!decide:1,return@99"]
    for someone in (noy, other, bo):
        for claim in (*claims, "review.conflict!connected:1", "review.comment:1,all", "review.plan!paper:1"):
            someone.forges(claim)
            assert "ຄຳຕອບຂໍ້" not in someone.sees.text
            assert "30" not in someone.sees.text
    assert state(story, plan) is PlanState.SUBMITTED
    with story.database.begin() as uow:
        assert sum(uow.reviews.scores(uow.reviews.of_plan(plan)[0].id).values()) == 30
