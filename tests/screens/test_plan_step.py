"""Answering a step: by text, voice and photo, in pieces, by several people at once – and nothing is ever lost."""

from bot.domain.ids import PlanId
from bot.domain.people import Role
from bot.domain.plans import Answer
from tests.follow_up import send, written
from tests.story import LIBRARY, Someone, Story


def begun(story: Story, *members: Someone) -> PlanId:
    """An empty plan that everybody has opened at step 2."""
    round_, group = story.round(), story.group(*members)
    with story.database.begin() as uow:
        plan = uow.plans.add(group, round_, now=story.now)
    for member in members:
        member.forges(f"plan.step:{plan},problem")
    return plan


def stands(story: Story, plan: PlanId, step: str = "problem") -> Answer | None:
    with story.database.begin() as uow:
        return uow.answers.get(plan, step)


def said(story: Story, plan: PlanId, step: str = "problem") -> str:
    found = stands(story, plan, step)
    return found.text if found else ""


def test_a_step_says_what_is_wanted_and_takes_an_answer(story: Story) -> None:
    noy = story.known("ນ້ອຍ")
    plan = begun(story, noy)
    assert noy.sees.has("ຂໍ້ 2 ໃນ 11: ບັນຫາ ຫຼື ໂອກາດ", "ດຽວນີ້ພວກເຮົາພົບບັນຫາຫຍັງ ຫຼື ເຫັນໂອກາດຫຍັງ?", "ຂຽນ, ເວົ້າ ຫຼື ສົ່ງຮູບກໍໄດ້")
    noy.says("ໜໍ່ໄມ້ຝຣັ່ງຫ່ຽວ")
    assert noy.sees.has("✅ ບັນທຶກຂໍ້ 2 ແລ້ວ", "ຂໍ້ 3 ໃນ 11: ສິ່ງທີ່ໄດ້ຮຽນຮູ້")
    noy.taps("◀ ຂໍ້ກ່ອນ")
    assert "ໜໍ່ໄມ້ຝຣັ່ງຫ່ຽວ\n✅ ບັນທຶກແລ້ວ. ຢາກແກ້ ໃຫ້ຂຽນໃໝ່ຢູ່ໜ້ານີ້" in noy.sees.text
    assert said(story, plan) == "ໜໍ່ໄມ້ຝຣັ່ງຫ່ຽວ"


def test_a_new_answer_replaces_the_old_one_which_stays_in_the_history(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("first")
    noy.taps("◀ Item before")
    noy.says("second")
    assert said(story, plan) == "second"
    with story.database.begin() as uow:
        assert [answer.text for answer in uow.answers.history(plan, "problem")] == ["first", "second"]


def test_three_short_messages_are_one_answer(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    story.delivering = False  # a weak signal: the next question is not on the phone yet
    for words in ("It wilts", "on the way", "in the heat"):
        noy.says(words)
    story.delivering = True
    story.deliver()
    assert said(story, plan) == "It wilts\non the way\nin the heat"
    assert said(story, plan, "learned") == ""
    assert noy.sees.has("✅ Added to item 2", "Item 3 of 11")


def test_an_album_of_four_photos_is_one_answer(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    for number in range(4):
        noy.sends("photo", caption="our field" if number == 0 else "", album="a1")
    found = stands(story, plan)
    assert found is not None
    assert [(part.kind, part.text) for part in found.parts] == [
        ("photo", "our field"),
        ("photo", ""),
        ("photo", ""),
        ("photo", ""),
    ]
    assert stands(story, plan, "learned") is None


def test_a_voice_is_a_complete_answer_and_can_be_heard(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    noy.sends("voice", seconds=75)
    assert noy.sees.text.startswith("ໄດ້ຮັບສຽງຂອງທ່ານແລ້ວ. ນັບເປັນຄຳຕອບ ບໍ່ຕ້ອງພິມອີກ\n✅ ບັນທຶກຂໍ້ 2 ແລ້ວ")
    seng.forges(f"plan.step:{plan},problem")
    assert "🎤 Voice, 1:15\n👥 Answered by ນ້ອຍ, 23/11/2026" in seng.sees.text
    seng.taps("See or listen")
    heard = [bubble.medium for bubble in seng.phone.values() if bubble.medium]
    assert [medium["kind"] for medium in heard] == ["voice"]
    assert seng.sees.text.startswith("Item 2 of 11")


def test_what_is_no_answer_is_refused_kindly(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy._take("contact")
    assert noy.sees.has("Sorry, this is not understood yet. You can write, speak or send a photo", "Item 2")
    assert stands(story, plan) is None


def test_the_example_and_the_reason_still_take_the_answer(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.taps("See an example")
    assert "An asparagus group (invented example)" in noy.sees.text
    noy.taps("◀ Back")
    noy.taps("Why is this asked?")
    assert "the plan becomes clear" in noy.sees.text
    noy.says("It wilts")
    assert said(story, plan) == "It wilts"
    assert noy.sees.text.startswith("✅ Item 2 is saved")


def test_a_lesson_and_help_return_to_the_very_step(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.taps("📚")
    noy.says("/help")
    noy.taps("◀ Back")
    noy.says("It wilts")
    assert said(story, plan) == "It wilts"


def test_skipping_keeps_nothing_and_goes_on(story: Story) -> None:
    noy = story.known("ນ້ອຍ")
    plan = begun(story, noy)
    noy.taps("ຂ້າມ")
    assert noy.sees.has("ຂ້າມຂໍ້ 2 ໄວ້ກ່ອນ. ກັບມາຕອບພາຍຫຼັງກໍໄດ້", "ຂໍ້ 3 ໃນ 11")
    assert stands(story, plan) is None


def test_every_step_can_be_reached_by_next_and_back(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.forges(f"plan.step:{plan},group")
    seen = []
    for number in range(1, 12):
        seen.append(noy.sees.text.split(":")[0])
        if number < 11:
            noy.taps("Skip")
    assert [line.splitlines()[-1] for line in seen] == [f"Item {number} of 11" for number in range(1, 12)]
    for number in range(10, 0, -1):
        noy.taps("◀ Item before")
        assert noy.sees.text.startswith(f"Item {number} of 11")


def test_an_emptied_answer_can_be_put_back_and_two_taps_are_one(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("It wilts")
    noy.taps("◀ Item before")
    noy.looks("🗑 Empty it")
    bubble, button = noy.bubble("🗑 Empty it")
    noy.forges(button["data"], bubble.id)
    assert stands(story, plan) is None
    noy.forges(button["data"], bubble.id)
    assert noy.sees.has("This button is old. Here is the page as it is now")
    noy.taps("Put it back")
    assert said(story, plan) == "It wilts"


def test_two_answers_to_one_step_never_overwrite_each_other(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    noy.says("ໜໍ່ໄມ້ຫ່ຽວ")
    seng.says("the price is low")
    assert seng.sees.text == (
        "ນ້ອຍ: ໜໍ່ໄມ້ຫ່ຽວ\nYou: the price is low\nBoth answers are kept, nothing is lost\n"
        "ນ້ອຍ has just answered this item too. Keep which?"
    )
    assert said(story, plan) == "ໜໍ່ໄມ້ຫ່ຽວ"
    seng.taps("Keep both")
    assert said(story, plan) == "ໜໍ່ໄມ້ຫ່ຽວ\nthe price is low"


def test_one_may_keep_the_other_answer_or_ones_own(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    noy.says("ໜໍ່ໄມ້ຫ່ຽວ")
    seng.says("the price is low")
    seng.taps("Keep that of ນ້ອຍ")
    assert said(story, plan) == "ໜໍ່ໄມ້ຫ່ຽວ"
    noy.forges(f"plan.step:{plan},problem")
    seng.says("the road is bad")
    seng.taps("Keep mine")
    noy.forges(f"plan.step:{plan},problem")
    noy.says("ລາຄາຕໍ່າ")
    noy.taps("ເອົາຂອງຂ້ອຍ")
    assert said(story, plan) == "ລາຄາຕ່ຳ"
    with story.database.begin() as uow:
        kept = {answer.text for answer in uow.answers.history(plan, "problem")}
    assert kept == {"ໜໍ່ໄມ້ຫ່ຽວ", "the price is low", "the road is bad", "ລາຄາຕ່ຳ"}


def test_a_choice_that_was_made_before_the_other_wrote_again_is_asked_anew(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    noy.says("ໜໍ່ໄມ້ຫ່ຽວ")
    seng.says("the price is low")
    noy.taps("◀ ຂໍ້ກ່ອນ")
    noy.says("ໜໍ່ໄມ້ຫ່ຽວຫຼາຍ")
    seng.taps("Keep mine")
    assert seng.sees.has("This button is old. Here is the page as it is now", "ນ້ອຍ has just answered")
    assert said(story, plan) == "ໜໍ່ໄມ້ຫ່ຽວຫຼາຍ"
    seng.taps("Keep mine")
    assert said(story, plan) == "the price is low"


def test_a_second_piece_of_an_answer_that_waits_is_not_lost(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    noy.says("ໜໍ່ໄມ້ຫ່ຽວ")
    story.delivering = False
    seng.says("the price is low")
    seng.says("and the road is bad")
    story.delivering = True
    story.deliver()
    assert "You: the price is low\nand the road is bad" in seng.sees.text
    seng.taps("Keep mine")
    assert said(story, plan) == "the price is low\nand the road is bad"


def test_an_answer_that_is_too_long_is_kept_until_it_is_decided(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    for character in "abc":
        noy.says(character * 4000)
    assert said(story, plan) == "a" * 4000 + "\n" + "b" * 4000
    noy.forges(f"plan.step:{plan},problem")
    assert "This answer is too long (12,000 letters). Please keep it under 10,000, or send voice" in noy.sees.text
    assert len(noy.sees.text) < 4096
    noy.taps("Keep the beginning")
    assert said(story, plan) == "a" * 4000 + "\n" + "b" * 4000 + "\n" + "c" * 2000


def test_a_long_answer_is_shown_shortened_and_kept_whole(story: Story) -> None:
    noy = story.known("ນ້ອຍ")
    plan = begun(story, noy)
    noy.says("ກຳ" * 1500)
    noy.taps("◀ ຂໍ້ກ່ອນ")
    assert "…" in noy.sees.text
    assert len(noy.sees.text) < 4096
    assert len(said(story, plan)) == 3000


def test_signs_of_html_stay_what_they_are(story: Story) -> None:
    noy = story.known("Noy <b>", language="en")
    plan = begun(story, noy)
    noy.says("price < 500 & <i>falling</i>")
    noy.taps("◀ Item before")
    assert "price < 500 & <i>falling</i>\n✅ Saved" in noy.sees.text
    assert said(story, plan) == "price < 500 & <i>falling</i>"


def test_a_plan_that_is_sent_cannot_be_changed(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = written(story, story.group(noy), noy)
    send(story, plan, noy)
    noy.forges(f"plan.step:{plan},problem")
    assert "The plan is sent already" in noy.sees.text
    assert "🗑 Empty it" not in noy.sees.buttons()
    before = said(story, plan)
    noy.says("something else")
    assert noy.sees.has("The plan is sent, and the experts are reading it. It cannot be changed now")
    noy.forges(f"plan.step!clear:{plan},problem@1")
    assert said(story, plan) == before


def test_a_member_who_was_taken_out_cannot_answer_any_more(story: Story) -> None:
    noy, seng = story.known("Noy"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    with story.database.begin() as uow:
        found = uow.plans.get(plan)
        assert found is not None
        uow.groups.leave(found.group, seng.me)
    seng.says("the price is low")
    assert "Only members of the group can see this" in seng.sees.text
    assert stands(story, plan) is None


def test_every_step_of_the_form_has_its_page_in_both_languages(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    for step in LIBRARY.form.steps:
        for someone, language in ((noy, "lo"), (seng, "en")):
            someone.forges(f"plan.step:{plan},{step.key}")
            assert step.question(language) in someone.sees.text
            someone.forges(f"plan.example:{plan},{step.key}")
            assert step.example(language) in someone.sees.text


def test_a_step_that_the_form_does_not_have_opens_the_first_page(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.forges(f"plan.step:{plan},weather")
    assert "This page is not there any more" in noy.sees.text


def test_whoever_writes_what_no_paper_shows_hears_it_at_once_and_the_answer_is_kept(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("我们 grow ไม้ and Привет <b> 👍🏽")
    assert "🖨 Kept. But the paper of the plan cannot show: 我 们 П р и в е т 👍" in noy.sees.text
    assert said(story, plan) == "我们 grow ไม้ and Привет <b> 👍🏽"


def test_whoever_writes_what_the_paper_shows_hears_nothing_of_it(story: Story) -> None:
    noy = story.known("Noy", language="en")
    begun(story, noy)
    noy.says("ພວກເຮົາປູກ ไม้ ខ្មែរ Nguyễn – 50% “ດີ” →")
    assert "🖨" not in noy.sees.text


def test_who_and_when_and_the_money_come_from_the_work(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = written(story, story.group(noy), noy)
    with story.database.begin() as uow:
        for key in ("who_when", "money"):
            uow.answers.clear(plan, key, now=story.now)
    noy.forges(f"plan.step:{plan},who_when")
    assert "• ຊື້ແນວພັນ – Noy, 15/1/2027" in noy.sees.text
    assert noy.sees.text.endswith("✅ Filled from the work. To add something, write")
    noy.forges(f"plan.step:{plan},money")
    assert "• ຊື້ແນວພັນ – 500,000 kip, the group pays 100,000 kip" in noy.sees.text
    noy.says("and our own wood")
    noy.forges(f"plan.step:{plan},money")
    assert "the group pays 100,000 kip\nand our own wood" in noy.sees.text
    noy.forges(f"plan.review:{plan}")
    assert "▫️ 6." not in noy.sees.text


def test_experts_read_at_these_items_what_the_work_says(story: Story) -> None:
    noy, kham = story.known("Noy"), story.known("Dr. Kham", roles=(Role.EXPERT,))
    plan = written(story, story.group(noy), noy)
    with story.database.begin() as uow:
        for key in ("who_when", "money"):
            uow.answers.clear(plan, key, now=story.now)
    send(story, plan, noy)
    kham.taps("⭐")
    kham.taps("✅")
    assert "• ຊື້ແນວພັນ – 500.000 ກີບ, ກຸ່ມອອກເອງ 100.000 ກີບ" in kham.sees.text
    assert "ຍັງບໍ່ມີຄຳຕອບ" not in kham.sees.text
