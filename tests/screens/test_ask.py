"""Questions to the experts as people see them: asked anywhere, taken by one, answered, asked further, published."""

import pytest

from bot.chat import cut
from bot.chat.message import length
from bot.domain.ids import ChatId, QuestionId
from bot.domain.people import Role
from bot.domain.questions import QuestionState
from tests.story import Someone, Story

SENT = "Your question went to the experts. The answer will come here"


@pytest.fixture
def cast(story: Story) -> tuple[Someone, Someone, Someone, Someone]:
    """Noy leads a group; Dr. Kham and Vong are experts, Mali is staff."""
    noy = story.known("Noy", language="en")
    kham = story.known("Dr. Kham", language="en", roles=(Role.EXPERT,))
    vong = story.known("Vong", language="en", roles=(Role.EXPERT,))
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    story.group(noy)
    story.round()
    return noy, kham, vong, mali


def ask(noy: Someone, words: str = "Why do my shoots wilt?") -> None:
    noy.says("/ask")
    noy.says(words)
    noy.taps("📨 Send the question")


def state(story: Story, question: int = 1) -> QuestionState:
    with story.database.begin() as uow:
        found = uow.questions.get(QuestionId(question))
    assert found is not None
    return found.state


def test_noy_asks_from_a_step_in_three_pieces_and_is_back_at_the_very_step(
    story: Story, cast: tuple[Someone, ...]
) -> None:
    noy, kham, *_ = cast
    noy.says("📝 The group's plan")
    noy.taps("✍️ Go on")
    noy.taps("❓ Ask an expert")
    assert noy.sees.text == (
        "❓ Ask an expert\n📝 Item 1 of 11: Our group\nWhat do you want to know? You can write, speak or send a photo"
    )
    noy.says("Why do my shoots wilt?")
    noy.sends("voice", seconds=12, size=45_000)
    noy.sends("photo", caption="This one")
    assert noy.sees.text == (
        "❓ Ask an expert\n📝 Item 1 of 11: Our group\n\nWhy do my shoots wilt?\n🎤 Voice, 0:12\n📷 Photo\n"
        "This one\nAdd more, or press Send"
    )
    noy.taps("📨 Send the question")
    assert noy.sees.has(SENT, "Item 1 of 11: Our group\n")
    noy.says("We are 12 families")
    assert noy.sees.text.startswith("✅ Item 1 is saved")
    assert kham.sees.text == (
        "❓ Noy asks\nກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ, ດັກຂຽດ village\n📝 Item 1 of 11: Our group\n\n"
        "“Why do my shoots wilt?\n🎤 Voice, 0:12\n📷 Photo\nThis one”"
    )


def test_noy_asks_from_a_card_in_lao_and_is_back_at_the_very_card(story: Story) -> None:
    noy, kham = story.known("ນ້ອຍ"), story.known("ທ່ານຄຳ", roles=(Role.EXPERT,))
    noy.says("/start l-costs")
    noy.taps("ຕໍ່ໄປ")
    card = noy.sees.text
    noy.taps("🧭 ຕື່ມ")
    noy.taps("❓ ຖາມຜູ້ຊ່ຽວຊານ")
    noy.sends("voice", seconds=5)
    noy.taps("📨 ສົ່ງຄຳຖາມ")
    assert "\nສົ່ງຄຳຖາມໃຫ້ຜູ້ຊ່ຽວຊານແລ້ວ. ຄຳຕອບຈະມາຢູ່ບ່ອນນີ້\n" in noy.sees.text
    noy.taps("◀ ກັບໄປໜ້າເກົ່າ")
    assert noy.sees.text == card
    assert kham.sees.text == "❓ ນ້ອຍ ຖາມ\n📚 ບົດທີ 10: ຕົ້ນທຶນເທົ່າໃດ? – ໜ້າ 2 ໃນ 7\n\n“🎤 ສຽງ, 0:05”"


def test_one_of_two_experts_takes_it_and_the_other_is_told_kindly(story: Story, cast: tuple[Someone, ...]) -> None:
    noy, kham, vong, _ = cast
    ask(noy)
    taken = kham.bubble("✋ I will answer")
    kham.taps("✋ I will answer")
    assert kham.sees.text.startswith("It is yours to answer now\n\n❓ Noy asks")
    assert vong.sees.text.endswith("⏳ Dr. Kham is going to answer")
    assert vong.sees.buttons() == ["📖 Open"]
    assert vong.forges("questions.page!take:1").toast == "Dr. Kham has taken this question already. Thank you"
    kham.forges(taken[1]["data"], taken[0].id)
    assert kham.sees.text.startswith("It is yours to answer now")
    assert state(story) is QuestionState.TAKEN


def test_the_answer_arrives_with_the_question_and_more_can_be_asked_of_the_same_expert(
    story: Story, cast: tuple[Someone, ...]
) -> None:
    noy, kham, vong, _ = cast
    ask(noy)
    kham.taps("✋ I will answer")
    kham.says("The roots stand in water.")
    kham.sends("voice", seconds=20, size=80_000)
    assert not any("wait" in bubble.text for bubble in noy.phone.values())
    kham.taps("📤 Send the answer")
    *_, voice, text = noy.phone.values()
    assert (voice.text, voice.medium and voice.medium["kind"]) == ("💬 Dr. Kham has answered", "voice")
    assert text.text == (
        "💬 Dr. Kham has answered:\n\n“Why do my shoots wilt?”\n\nThe roots stand in water.\n🎤 Voice, 0:20\n"
        "Does the answer help?"
    )
    assert text.buttons() == ["👍 That helps", "▶️ Play or show it, 80 KB", "❓ Ask more"]
    noy.taps("❓ Ask more")
    noy.says("How deep must the ditch be?")
    noy.taps("📨 Send the question")
    heard = len(vong.phone)
    assert kham.sees.text.endswith("“How deep must the ditch be?”")
    kham.taps("Open")
    assert "“Why do my shoots wilt?”\n“The roots stand in water." in kham.sees.text
    kham.says("Two spans")
    kham.taps("📤 Send the answer")
    assert noy.sees.text == (
        "💬 Dr. Kham has answered:\n\n“How deep must the ditch be?”\n\nTwo spans\nDoes the answer help?"
    )
    noy.taps("👍 That helps")
    assert "Thank you. Dr. Kham will be glad to hear it" in noy.sees.text
    assert kham.sees.text.startswith("👍 Your answer helps")
    assert len(vong.phone) == heard


def test_with_little_data_a_voice_of_the_answer_is_fetched_on_a_tap(story: Story, cast: tuple[Someone, ...]) -> None:
    noy, kham, *_ = cast
    with story.database.begin() as uow:
        uow.people.change(noy.me, light=True)
    ask(noy)
    kham.taps("✋ I will answer")
    kham.sends("voice", seconds=20, size=80_000)
    kham.taps("📤 Send the answer")
    assert [bubble for bubble in noy.phone.values() if bubble.medium] == []
    noy.taps("Play or show it, 80 KB")
    assert [bubble.medium["kind"] for bubble in noy.phone.values() if bubble.medium] == ["voice"]


def test_a_second_tap_on_send_sends_nothing_twice(story: Story, cast: tuple[Someone, ...]) -> None:
    noy, kham, *_ = cast
    ask(noy)
    heard = len(kham.phone)
    noy.forges("ask.page!send;1")
    assert SENT in noy.sees.text
    kham.taps("✋ I will answer")
    kham.says("Because of the water")
    button, page = kham.bubble("📤 Send the answer")[1]["data"], kham.sees.id
    kham.taps("📤 Send the answer")
    kham.forges(button, page)
    assert sum("has answered" in bubble.text for bubble in noy.phone.values()) == 1
    assert len(kham.phone) == heard + 1


def test_a_question_can_be_given_back_and_the_others_hear_of_it(story: Story, cast: tuple[Someone, ...]) -> None:
    noy, kham, vong, _ = cast
    ask(noy)
    kham.taps("✋ I will answer")
    kham.taps("Give it back")
    assert kham.sees.text.startswith("Given back. The others know that it is waiting again")
    assert state(story) is QuestionState.ASKED
    vong.taps("✋ I will answer")
    assert state(story) is QuestionState.TAKEN
    assert kham.forges("questions.page!giveback:1").toast == "This button is old. Here is the page as it is now"


def test_what_was_begun_is_kept_offered_again_and_can_be_begun_anew(story: Story, cast: tuple[Someone, ...]) -> None:
    noy, *_ = cast
    noy.says("/ask")
    noy.says("Half a thought")
    noy.says("/menu")
    assert "You began a question and have not sent it yet" in noy.sees.text
    noy.taps("❓ Go on with my question")
    assert "Half a thought" in noy.sees.text
    noy.taps("🗑 Begin again")
    assert noy.sees.text.endswith("What do you want to know? You can write, speak or send a photo")
    noy._take("location")
    assert "Sorry, this is not understood yet. You can write, speak or send a photo" in noy.sees.text
    noy.says("x" * 2501)
    assert "This answer is too long (2501 letters). Please keep it under 2500, or send voice" in noy.sees.text
    noy.forges("ask.page!send;1")
    assert "This page is not there any more" in noy.sees.text


def test_nobody_else_reads_a_question_and_who_is_no_expert_any_more_loses_the_queue(
    story: Story, cast: tuple[Someone, ...]
) -> None:
    noy, kham, vong, _ = cast
    ask(noy)
    kham.taps("✋ I will answer")
    seng = story.known("Seng", language="en")
    for forged in ("ask.question:1", "ask.more!send:1", "ask.question!play:1", "ask.page!send;1"):
        seng.forges(forged)
        assert "This page is not there any more" in seng.sees.text, forged
    for forged in ("questions.queue", "questions.page:1", "questions.page!take:1", "questions.publish!publish:1"):
        seng.forges(forged)
        assert "This part is not open to you" in seng.sees.text, forged
    with story.database.begin() as uow:
        uow.people.put_role(kham.me, Role.EXPERT, "refused", now=story.now)
    kham.says("An answer that comes too late")
    assert "This part is not open to you" in kham.sees.text
    vong.says("/questions")
    vong.taps("⏳ Why do my shoots wilt?")
    vong.says("Because of the water")
    vong.taps("📤 Send the answer")
    assert noy.sees.text.startswith("💬 Vong has answered:")


def test_a_stranger_is_asked_for_a_language_first(story: Story) -> None:
    bo = story.somebody("Bo")
    bo.says("/ask")
    assert "ລາວ" in " ".join(bo.sees.buttons())
    bo.forges("questions.page!take:1")
    assert "ລາວ" in " ".join(bo.sees.buttons())


def test_nothing_of_a_question_is_shown_in_a_group_chat(story: Story, cast: tuple[Someone, ...]) -> None:
    noy, kham, *_ = cast
    chat = -500
    with story.database.begin() as uow:
        uow.groups.change(uow.groups.of_person(noy.me)[0].group, chat_id=ChatId(chat), chat_language="en")
    ask(noy)
    kham.taps("✋ I will answer")
    kham.says("Because of the water")
    kham.taps("📤 Send the answer")
    noy._take("command", text="ask", chat=chat)
    noy._take("tap", text="ask.question:1", chat=chat)
    kham._take("tap", text="questions.page:1", chat=chat)
    assert story.phones.get(chat, {}) == {}


def test_an_expert_who_judges_a_plan_of_the_group_does_not_learn_whose_question_it_is(
    story: Story, cast: tuple[Someone, ...]
) -> None:
    noy, kham, vong, _ = cast
    with story.database.begin() as uow:
        round_ = uow.rounds.open_now(now=story.now)
        assert round_ is not None
        group = uow.groups.of_person(noy.me)[0].group
        plan = uow.plans.add(group, round_.id, now=story.now)
        version = uow.submissions.freeze(plan, noy.me, {}, revision=1, now=story.now)
        uow.reviews.assign(version, kham.me, now=story.now)
    ask(noy)
    assert kham.sees.text == "❓ A farmer asks\n\n“Why do my shoots wilt?”"
    assert vong.sees.text.startswith("❓ Noy asks\nກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ, ດັກຂຽດ village")
    with story.database.begin() as uow:
        uow.rounds.change(round_.id, state="released")
    kham.taps("Open")
    assert kham.sees.text.startswith("❓ Noy asks")


def test_without_an_expert_staff_get_the_question(story: Story) -> None:
    noy, mali = story.known("Noy", language="en"), story.known("Mali", language="en", roles=(Role.STAFF,))
    ask(noy)
    mali.taps("✋ I will answer")
    mali.says("Because of the water")
    mali.taps("📤 Send the answer")
    assert noy.sees.text.startswith("💬 Mali has answered:")
    mali.says("/ask")
    mali.says("And my own?")
    mali.taps("📨 Send the question")
    mali.forges("questions.page!take:2")
    assert mali.sees.text.startswith("This is your own question. Somebody else will answer it")


def answered(noy: Someone, kham: Someone) -> None:
    ask(noy)
    kham.taps("✋ I will answer")
    kham.says("Because of the water, says Noy. Dig a ditch.")
    kham.taps("📤 Send the answer")


def test_an_answered_question_is_published_without_names_found_and_hidden_again(
    story: Story, cast: tuple[Someone, ...]
) -> None:
    noy, kham, _, mali = cast
    answered(noy, kham)
    kham.taps("🌐 Publish without names")
    assert "Look once more: is this somebody’s name? Noy" in kham.sees.text
    kham.taps("Answer in English")
    kham.says("Because of the water. Dig a ditch.")
    kham.taps("🌐 Publish")
    seng = story.known("Seng", language="en")
    seng.says("/search")
    seng.says("wilting shoots")
    assert "💬 Why do my shoots wilt?" in seng.sees.buttons()
    seng.taps("💬 Why do my shoots")
    assert seng.sees.text == "❓ Why do my shoots wilt?\n\n💬 Because of the water. Dig a ditch."
    mali.says("/questions")
    mali.taps("💬 Answered questions")
    mali.taps("💬 Why do my shoots")
    mali.taps("🌐 Published: change it")
    mali.taps("🚫 Hide it again")
    seng.says("/search")
    seng.says("wilting shoots")
    assert "💬 Why do my shoots wilt?" not in seng.sees.buttons()
    seng.forges("questions.read:1")
    assert "This page is not there any more" in seng.sees.text


def test_one_language_is_enough_but_both_parts_of_it_are_needed(story: Story, cast: tuple[Someone, ...]) -> None:
    noy, kham, *_ = cast
    noy.says("/ask")
    noy.sends("voice", seconds=9)
    noy.taps("📨 Send the question")
    kham.taps("✋ I will answer")
    kham.sends("voice", seconds=9)
    kham.taps("📤 Send the answer")
    kham.taps("🌐 Publish without names")
    assert "🌐 Publish" not in kham.sees.buttons()
    kham.forges("questions.publish!publish:1")
    assert kham.sees.text.startswith("Write the question and the answer in one language first")
    for part, words in (("Question", "ໜໍ່ຫ່ຽວຍ້ອນຫຍັງ?"), ("Answer", "ຍ້ອນນ້ຳຖ້ວມຮາກ")):
        kham.taps(f"{part} in Lao")
        kham.says(words)
    kham.taps("🌐 Publish")
    noy.says("/search")
    noy.taps("💬 Questions and answers")
    noy.taps("💬 ໜໍ່ຫ່ຽວຍ້ອນຫຍັງ?")
    assert noy.sees.text == "❓ ໜໍ່ຫ່ຽວຍ້ອນຫຍັງ?\n\n💬 ຍ້ອນນ້ຳຖ້ວມຮາກ"


def test_nothing_found_offers_to_ask(story: Story, cast: tuple[Someone, ...]) -> None:
    noy, *_ = cast
    noy.says("zzzz")
    noy.taps("❓ Ask an expert")
    ask(noy)
    noy.says("/ask")
    noy.taps("❓ My questions: 1")
    noy.taps("▫️ Why do my shoots wilt?")
    assert noy.sees.text == "“Why do my shoots wilt?”\n\n▫️ It waits for an expert"


def test_the_longest_question_and_the_longest_answer_fit_every_page(story: Story, cast: tuple[Someone, ...]) -> None:
    noy, kham, *_ = cast
    ask(noy, "q" * 2500)
    kham.taps("✋ I will answer")
    kham.says("a" * 2500)
    kham.taps("📤 Send the answer")
    noy.taps("❓ Ask more")
    noy.says("m" * 2500)
    noy.forges("ask.question:1")
    noy.taps("📨 Send the question")
    kham.taps("Open")
    kham.says("b" * 2500)
    kham.taps("📤 Send the answer")
    kham.taps("🌐 Publish without names")
    for phone in (noy.phone, kham.phone):
        assert max(length(bubble.text) for bubble in phone.values()) <= cut.TEXT


def test_words_behind_the_command_are_the_first_piece(story: Story, cast: tuple[Someone, ...]) -> None:
    noy, kham, *_ = cast
    noy.says("/ask my pigs are ill")
    noy.says("since Monday")
    assert "my pigs are ill" in noy.sees.text
    noy.taps("📨 Send the question")
    assert "my pigs are ill" in kham.sees.text
    assert "since Monday" in kham.sees.text
