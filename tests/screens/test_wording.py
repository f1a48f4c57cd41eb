"""Helpers write down voices and translate answers: with their name, with history, and only who may read the plan."""

import io
from pathlib import Path

from pypdf import PdfReader

from bot.domain.ids import AssignmentId, PlanId
from bot.domain.people import Role
from bot.domain.plans import Part
from bot.i18n import LANGUAGES, catalogue
from bot.papers import makers
from bot.settings import shipped
from tests.follow_up import send, written
from tests.screens.test_plan_step import begun, stands
from tests.story import LIBRARY, Someone, Story
from tests.workshop import WORKSHOP

CATALOGUES = {language: catalogue(language, shipped("locales")) for language in LANGUAGES}


def spoken(story: Story, *members: Someone) -> PlanId:
    """A plan whose second step the first member answered with a voice of 42 seconds."""
    plan = begun(story, *members)
    members[0].sends("voice", seconds=42)
    return plan


def test_a_voice_is_written_down_with_the_helpers_name_beside_it(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = spoken(story, noy, seng)
    seng.forges(f"plan.step:{plan},problem")
    seng.taps("✍️ Write down, translate")
    assert seng.sees.text == "Problem or chance\n\n🔊 Voice, 0:42\nNobody has helped here yet. Do you help?"
    seng.taps("✍️ Write what was said")
    assert seng.sees.text == (
        "✍️ Write what was said\n\n🔊 Voice, 0:42\nListen, then write what was said. You can send it in several messages"
    )
    seng.says("ໜໍ່ຫ່ຽວຢູ່ກາງທາງ")
    assert seng.sees.text == (
        "Problem or chance\n\n🔊 Voice, 0:42\n\n✍️ “ໜໍ່ຫ່ຽວຢູ່ກາງທາງ” – written down by Seng\n"
        "✅ Saved. Your name stands beside it\nWhat would you like to do?"
    )
    noy.forges(f"plan.step:{plan},problem")
    assert "🎤 ສຽງ, 0:42\n✍️ “ໜໍ່ຫ່ຽວຢູ່ກາງທາງ” – Seng ຈົດໄວ້\n✅ ບັນທຶກແລ້ວ" in noy.sees.text


def test_words_beside_a_voice_ask_nobody_to_agree_anew(story: Story) -> None:
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    plan = spoken(story, noy, seng)
    with story.database.begin() as uow:
        before = uow.plans.get(plan)
    seng.forges(f"wording.pieces:{plan},problem")
    seng.taps("✍️ Write what was said")
    seng.says("it wilts")
    with story.database.begin() as uow:
        assert uow.plans.get(plan) == before


def test_a_long_text_arrives_in_several_messages(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = spoken(story, noy)
    noy.forges(f"wording.pieces:{plan},problem")
    noy.taps("✍️ Write what was said")
    story.delivering = False
    for words in ("first", "second", "third"):
        noy.says(words)
    story.delivering = True
    story.deliver()
    noy.forges(f"plan.step:{plan},problem")
    assert "✍️ “first\nsecond\nthird” – written down by Noy" in noy.sees.text


def test_another_helper_mends_it_and_it_can_be_undone(story: Story) -> None:
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    plan = spoken(story, noy, seng)
    for someone, words in ((noy, "it wills"), (seng, "it wilts")):
        someone.forges(f"wording.pieces:{plan},problem")
        someone.taps("✍️ Translate to English")
        someone.says(words)
    noy.taps("✍️ Translate to English")
    assert "🌐 “it wilts” – translated by Seng\nIf it is not right, write it anew" in noy.sees.text
    bubble, button = noy.bubble("Undo")
    noy.forges(button["data"], bubble.id)
    assert "🌐 “it wills” – translated by Noy" in noy.sees.text
    noy.forges(button["data"], bubble.id)  # a double tap has one effect
    assert "This button is old. Here is the page as it is now" in noy.sees.text
    assert "🌐 “it wills” – translated by Noy" in noy.sees.text
    noy.taps("Undo")
    assert "🌐 “it wilts” – translated by Seng" in noy.sees.text


def test_the_only_words_can_be_taken_away_and_put_back(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = spoken(story, noy)
    noy.forges(f"wording.pieces:{plan},problem")
    noy.taps("✍️ Write what was said")
    noy.says("nonsense")
    noy.taps("✍️ Write what was said")
    noy.taps("Undo")
    assert "nonsense" not in noy.sees.text
    noy.taps("Undo")
    assert "✍️ “nonsense” – written down by Noy" in noy.sees.text


def test_a_written_answer_is_translated_out_of_its_own_language_only(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    noy.says("ໜໍ່ໄມ້ຝຣັ່ງຫ່ຽວ")
    seng.forges(f"wording.pieces:{plan},problem")
    assert seng.sees.buttons() == ["✍️ Translate to English", "◀ Back", "🧭 More"]
    seng.taps("✍️ Translate to English")
    seng.says("The asparagus wilts")
    seng.forges(f"plan.step:{plan},problem")
    assert "ໜໍ່ໄມ້ຝຣັ່ງຫ່ຽວ\n🌐 “The asparagus wilts” – translated by Seng\n👥 Answered by ນ້ອຍ" in seng.sees.text
    noy.forges(f"plan.step:{plan},problem")
    assert "wilts" not in noy.sees.text  # who reads Lao needs no English


def test_a_translation_stays_with_the_words_that_it_is_of(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    noy.says("ໜໍ່ຫ່ຽວ")
    seng.forges(f"wording.pieces:{plan},problem")
    seng.taps("✍️ Translate to English")
    noy.forges(f"plan.step:{plan},problem")
    noy.says("ລາຄາຕົກ")
    seng.says("It wilts")
    assert "This answer was changed since. What you write stays with the earlier answer" in seng.sees.text
    assert "🌐 “It wilts” – translated by Seng" in seng.sees.text
    seng.forges(f"plan.step:{plan},problem")
    assert "It wilts" not in seng.sees.text
    noy.forges(f"plan.step:{plan},problem")
    noy.says("ໜໍ່ຫ່ຽວ")  # the old words come back, and their translation with them
    seng.forges(f"plan.step:{plan},problem")
    assert "ໜໍ່ຫ່ຽວ\n🌐 “It wilts” – translated by Seng" in seng.sees.text


def test_of_several_voices_one_is_chosen_and_all_can_be_heard(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    story.delivering = False
    noy.sends("voice", seconds=42)
    noy.sends("voice", seconds=7)
    noy.says("see you")
    story.delivering = True
    story.deliver()
    noy.forges(f"plan.step:{plan},problem")
    noy.taps("✍️ Write down, translate")
    assert noy.sees.buttons()[:3] == ["🔊 Voice, 0:42", "🔊 Voice, 0:07", "“see you”"]
    noy.taps("Voice, 0:07")
    noy.taps("Play")
    assert [bubble.medium["kind"] for bubble in noy.phone.values() if bubble.medium] == ["voice"]
    noy.taps("✍️ Write what was said")
    noy.says("the second")
    noy.taps("◀ Back")
    assert "🎤 Voice, 0:42\n🎤 Voice, 0:07\n✍️ “the second” – written down by Noy\nsee you\n" in noy.sees.text


def test_the_name_of_the_plan_and_each_piece_of_work_are_translated_too(story: Story) -> None:
    noy, mali = story.known("ນ້ອຍ"), story.known("Mali", language="en", roles=(Role.STAFF,))
    plan = begun(story, noy)
    with story.database.begin() as uow:
        uow.plans.change(plan, now=story.now, title="ຕັດໜໍ່ແຕ່ເຊົ້າ")
        action = uow.actions.add(plan, now=story.now, what="ເຮັດຕູບຮົ່ມ", sign="ຮູບຕູບ")
    mali.forges(f"wording.plan:{plan}")
    assert mali.sees.buttons() == ["✍️ 1. Our group", "✍️ 5. The work to do", "◀ Back"]
    mali.taps("✍️ 1.")
    assert "“ຕັດໜໍ່ແຕ່ເຊົ້າ”" in mali.sees.text
    mali.taps("✍️ Translate to English")
    mali.says("Cutting early")
    mali.taps("📝 All answers")
    mali.taps("✍️ 5.")
    assert "“ເຮັດຕູບຮົ່ມ\nຮູບຕູບ”" in mali.sees.text
    mali.taps("✍️ Translate to English")
    mali.says("Build a shade roof. A photo of it")
    with story.database.begin() as uow:
        made = makers.plan_makers(WORKSHOP, LIBRARY, CATALOGUES, Path(), "phaen_bot")["plan"](
            uow, {"plan": plan, "language": "en"}
        )()
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
        uow.actions.change(action, now=story.now, what="ຕູບໃຫຍ່")
    assert "Cutting early" in text
    assert "Build a shade roof. A photo of it – Translated by Mali" in " ".join(text.split())
    mali.forges(f"wording.piece:{plan},actions,a{action}-0")  # the work was changed since
    assert "This page is not there any more" in mali.sees.text


def test_a_voice_is_no_transcription_and_nothing_is_kept_of_it(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = spoken(story, noy)
    noy.forges(f"wording.pieces:{plan},problem")
    noy.taps("✍️ Write what was said")
    noy.sends("voice")
    assert "Please write this, or choose it with a button" in noy.sees.text


def test_all_answers_say_which_voices_nobody_has_written_down(story: Story) -> None:
    noy = story.known("ນ້ອຍ")
    plan = spoken(story, noy)
    noy.says("ຮຽນນຳກຸ່ມກາເຟ")
    noy.forges(f"wording.plan:{plan}")
    assert noy.sees.text == ("✍️ ຈົດຄຳເວົ້າ ຫຼື ແປ\nຈະໃສ່ຊື່ທ່ານໄວ້ຄຽງຂ້າງສິ່ງທີ່ຂຽນ\nຍັງມີ 1 ຂໍ້ຄວາມສຽງທີ່ບໍ່ທັນຈົດ\nຢາກຊ່ວຍຄຳຕອບໃດ?")
    assert noy.sees.buttons() == ["🔊 2. ບັນຫາ ຫຼື ໂອກາດ", "✍️ 3. ສິ່ງທີ່ໄດ້ຮຽນຮູ້", "◀ ກັບຄືນ"]
    noy.taps("2.")
    noy.taps("✍️ ຈົດຄຳເວົ້າ")
    noy.says("ໜໍ່ຫ່ຽວ")
    noy.taps("📝 ຄຳຕອບທັງໝົດ")
    assert noy.sees.buttons()[0] == "✍️ 3. ສິ່ງທີ່ໄດ້ຮຽນຮູ້"


def test_staff_may_help_and_a_stranger_and_a_removed_member_get_nowhere(story: Story) -> None:
    noy, seng, bo = (
        story.known("Noy", language="en"),
        story.known("Seng", language="en"),
        story.known("Bo", language="en"),
    )
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    plan = spoken(story, noy, seng)
    mali.forges(f"wording.pieces:{plan},problem")
    mali.taps("✍️ Write what was said")
    mali.says("it wilts")
    medium = stands(story, plan).parts[0].medium  # type: ignore[union-attr]
    seng.forges(f"wording.write:{plan},problem,v{medium},said")
    with story.database.begin() as uow:
        found = uow.plans.get(plan)
        assert found is not None
        uow.groups.leave(found.group, seng.me)
    seng.says("forged")
    bo.forges(f"wording.write:{plan},problem,v{medium},said")
    bo.says("forged")
    for someone in (seng, bo):
        assert "wilts" not in someone.sees.text
    with story.database.begin() as uow:
        assert [one.text for one in uow.wordings.history(plan, f"v{medium}", "said")] == ["it wilts"]


def test_an_expert_helps_with_what_was_sent_and_sees_no_draft(story: Story) -> None:
    noy, kham = story.known("Noy", language="en"), story.known("Dr. Kham", language="en", roles=(Role.EXPERT,))
    plan = written(story, story.group(noy), noy)
    kham.forges(f"wording.plan:{plan}")
    assert "Only members of the group can see this" in kham.sees.text
    send(story, plan, noy)
    with story.database.begin() as uow:
        assignment = AssignmentId(uow.reviews.of_plan(plan)[0].id)
    kham.forges(f"wording.plan:{plan}")
    assert "Only members of the group can see this" in kham.sees.text  # connected or not is not said yet
    kham.forges(f"review.plan:{assignment}")
    kham.taps("✅ Not connected")
    kham.taps("✍️ Write down, translate")
    kham.taps("✍️ 2.")
    kham.taps("✍️ Translate")
    kham.says("the answer to item 2")
    kham.taps("◀ Back")
    assert "ຄຳຕອບຂໍ້ 2\n🌐 “the answer to item 2” – translated by Dr. Kham" in kham.sees.text
    with story.database.begin() as uow:
        uow.plans.change(plan, now=story.now, state="returned")
        uow.answers.put(plan, "problem", (Part("text", "secret draft"),), noy.me, now=story.now)
    kham.forges(f"wording.pieces:{plan},problem")
    assert "secret draft" not in kham.sees.text
    assert "– translated by Dr. Kham" in kham.sees.text
    kham.forges(f"wording.piece:{plan},problem,t2")
    assert "secret draft" not in kham.sees.text


def test_forged_pieces_kinds_and_steps_open_nothing(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = spoken(story, noy)
    medium = stands(story, plan).parts[0].medium  # type: ignore[union-attr]
    for forged in ("problem,v999,said", "problem,t9,en", "weather,v1,said", f"problem,v{medium},klingon", "problem"):
        noy.forges(f"wording.write:{plan},{forged}")
        assert "This page is not there any more" in noy.sees.text, forged
    noy.forges(f"wording.pieces:{plan},learned")
    assert "There is nothing to write down or translate here" in noy.sees.text
    noy.forges("wording.plan:999")
    assert "This page is not there any more" in noy.sees.text


def test_too_many_characters_are_refused_and_what_stood_stays(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = spoken(story, noy)
    noy.forges(f"wording.pieces:{plan},problem")
    noy.taps("✍️ Write what was said")
    noy.says("right")
    noy.taps("✍️ Write what was said")
    noy.says("a" * 9000)
    assert "This is too long (9000 letters). Please keep it under 8000" in noy.sees.text
    assert "“right”" in noy.sees.text
