"""Texts read aloud: a button where there is a recording, one voice below the page, and each person's own language."""

from __future__ import annotations

from datetime import date

from bot.chat import aloud
from bot.content import pieces
from bot.content.pieces import Piece
from bot.domain.ids import PlanId
from bot.domain.people import Role
from tests.follow_up import action, approved, remind
from tests.story import LIBRARY, Bubble, Someone, Story

LESSON = LIBRARY.lesson("three-groups")
assert LESSON is not None
CARDS = [pieces.of_card(LESSON, card) for card in LESSON.cards]


PAGES = len(list(pieces.of_library(LIBRARY)))


def spoken(story: Story, piece: Piece, language: str = "lo", *, seconds: int = 24) -> str:
    """A kept recording; returns Telegram's id of it."""
    staff = story.known("Mali", roles=(Role.STAFF,))
    file = f"{language}-{piece.name}"
    with story.database.begin() as uow:
        medium = uow.media.add(now=story.now, kind="voice", file_id=file, seconds=seconds, size=95_400)
        one = uow.narrations.add(piece.key, language, piece.version(language), medium, staff.me, now=story.now)
        uow.narrations.put(one, state="kept")
    return file


def begun(story: Story, leader: Someone) -> PlanId:
    """The empty plan of a group."""
    group, round_ = story.group(leader), story.round()
    with story.database.begin() as uow:
        return uow.plans.add(group, round_, now=story.now)


def listener(story: Story, *, voice: str = "", light: bool = False, language: str = "en") -> Someone:
    noy = story.known("Noy", language=language)
    with story.database.begin() as uow:
        uow.people.change(noy.me, listens=True, light=light, voice=voice)
    return noy


def voices(someone: Someone) -> list[str]:
    """The voices that stand on a phone."""
    media = [bubble.medium for bubble in someone.phone.values() if bubble.medium]
    return [str(medium["file_id"]) for medium in media if medium["kind"] == "voice"]


def page(someone: Someone) -> Bubble:
    """The newest message with words."""
    return next(someone.phone[number] for number in sorted(someone.phone, reverse=True) if someone.phone[number].text)


def opens(someone: Someone, data: str) -> None:
    """Come to a page by a button of the newest page."""
    someone.forges(data, page(someone).id if someone.phone else 0)


def test_whoever_reads_themselves_hears_a_card_on_a_tap(story: Story) -> None:
    first = spoken(story, CARDS[0])
    noy = story.known("Noy", language="en")
    noy.says("/start l-three-groups")
    assert voices(noy) == []
    assert noy.sees.buttons()[0] == "🔊 Listen"
    noy.taps("🔊 Listen")
    assert voices(noy) == [first]
    assert noy.sees.medium == {"kind": "voice", "file_id": first}
    noy.taps("🔊 Listen")  # a double tap
    assert voices(noy) == [first]
    story.wait(minutes=1)
    noy.taps("🔊 Listen")
    assert voices(noy) == [first]


def test_turning_cards_leaves_one_voice_and_no_dead_button(story: Story) -> None:
    first, third = spoken(story, CARDS[0]), spoken(story, CARDS[2])
    noy = listener(story)
    noy.says("/start l-three-groups")
    assert voices(noy) == [first]
    noy.taps("Next ▶")
    assert voices(noy) == []
    assert "🔊 Listen" not in page(noy).buttons()
    assert page(noy).text.endswith("🔇 This page is not recorded yet")
    noy.taps("Next ▶")
    assert voices(noy) == [third]
    noy.taps("Next ▶")
    assert voices(noy) == []
    assert "🔇" not in page(noy).text  # it was said once
    noy.taps("Page before")
    assert voices(noy) == [third]
    noy.says("/menu")
    assert voices(noy) == []


def test_whoever_turns_cards_faster_than_the_network_gets_the_voice_of_the_last_one(story: Story) -> None:
    for card in CARDS:
        spoken(story, card)
    noy = listener(story)
    noy.says("/start l-three-groups")
    story.delivering = False
    first, lines = voices(noy), len(story.transcript)
    for number in (1, 2, 3):
        noy.forges(f"lessons.card!turn:three-groups,{number - 1};{number}", max(noy.phone) - 1)
    story.deliver()
    assert voices(noy) == [f"lo-{CARDS[3].name}"]
    away = [line for line in story.transcript[lines:] if line.endswith("(deleted)")]
    assert len(away) == len(first)  # what nobody would hear did not leave, and need not be taken away


def test_a_voice_whose_page_was_left_before_it_went_does_not_go(story: Story) -> None:
    spoken(story, CARDS[0])
    noy = listener(story)
    story.delivering = False
    noy.says("/start l-three-groups")
    noy.says("/menu")
    story.deliver()
    assert voices(noy) == []
    assert not any(line.endswith("(deleted)") for line in story.transcript)


def test_data_light_mode_says_length_and_size_and_waits_for_a_tap(story: Story) -> None:
    first = spoken(story, CARDS[0])
    noy = listener(story, light=True)
    noy.says("/start l-three-groups")
    assert voices(noy) == []
    assert noy.sees.buttons()[0] == "🔊 Listen, 24 s, 96 KB"
    noy.taps("🔊 Listen")
    assert voices(noy) == [first]
    noy.taps("Next ▶")
    assert voices(noy) == []


def test_the_wanted_language_comes_first_and_lao_where_it_has_no_voice(story: Story) -> None:
    alak, lao = spoken(story, CARDS[0], "alak"), spoken(story, CARDS[0])
    second = spoken(story, CARDS[1])
    spoken(story, CARDS[2], "khmu")
    noy = listener(story, voice="alak")
    noy.says("/start l-three-groups")
    assert voices(noy) == [alak]
    noy.taps("Next ▶")
    assert voices(noy) == [second]
    noy.taps("Next ▶")
    assert voices(noy) == []
    seng = listener(story, language="lo")
    seng.says("/start l-three-groups")
    assert voices(seng) == [lao]


def test_a_quiz_a_step_its_why_and_its_example_and_help_are_read(story: Story) -> None:
    step = LIBRARY.form.steps[1]
    assert LESSON is not None
    quiz = spoken(story, pieces.of_quiz(LESSON, LESSON.quizzes[0]))
    asked = [spoken(story, pieces.of_step(step, kind)) for kind in ("question", "why", "example")]
    help_ = aloud.of_help("plan.step", story.runner.languages.catalogues)
    assert help_ is not None
    helped = spoken(story, help_)
    noy = listener(story)
    plan = begun(story, noy)
    opens(noy, "lessons.quiz:three-groups,0")
    assert voices(noy) == [quiz]
    page = next(bubble for bubble in noy.phone.values() if "Choose one answer" in bubble.text)
    read = [option.words("en") for option in LESSON.quizzes[0].options]
    assert [line[3:] for line in page.text.splitlines()[-4:-1]] == read  # in the order of the voice
    opens(noy, f"plan.step:{plan},problem")
    assert voices(noy) == asked[:1]
    noy.taps("Why is this asked?")
    assert voices(noy) == asked[1:2]
    noy.taps("◀ Back")
    noy.taps("See an example")
    assert voices(noy) == asked[2:]
    noy.says("We answer while the voice is there")
    assert voices(noy) == []
    opens(noy, f"plan.step:{plan},problem")
    noy.says("/help")
    assert voices(noy) == [helped]


def test_an_answer_by_swiping_on_the_voice_goes_to_its_question(story: Story) -> None:
    spoken(story, pieces.of_step(LIBRARY.form.steps[1], "question"))
    noy = listener(story)
    plan = begun(story, noy)
    opens(noy, f"plan.step:{plan},problem")
    voice = max(noy.phone)
    noy.says("Buyers pay late", reply_to=voice)
    with story.database.begin() as uow:
        kept = uow.answers.get(plan, "problem")
    assert kept is not None
    assert kept.text == "Buyers pay late"


def test_a_stranger_hears_the_first_question_and_chooses_the_language_of_the_voice(story: Story) -> None:
    catalogues = story.runner.languages.catalogues
    asked = {name: aloud.of_page(f"welcome.{name}", catalogues) for name in ("language", "privacy", "voice")}
    recorded = {name: spoken(story, piece, "lo") for name, piece in asked.items() if piece}
    assert asked["privacy"]
    in_alak = spoken(story, asked["privacy"], "alak")
    spoken(story, CARDS[0], "alak")
    bo = story.somebody("Bo")
    bo.says("/start")
    bo.taps("🔊")
    assert voices(bo) == [recorded["language"]]
    bo.taps("ລາວ")
    assert page(bo).text.startswith(f"🔊 ຟັງໄດ້ 1 ໃນ {PAGES} ໜ້າ")
    bo.taps("🔊 ອ່ານໃຫ້ຟັງ")
    assert page(bo).text == "ບ່ອນທີ່ຍັງບໍ່ມີສຽງພາສານັ້ນ ຈະອ່ານເປັນພາສາລາວ\nຢາກຟັງເປັນພາສາໃດ?"
    assert voices(bo) == [recorded["voice"]]
    bo.says("Alak")
    assert page(bo).text.endswith("ທ່ານເຫັນດີບໍ?")
    assert voices(bo) == [in_alak]


def test_with_only_lao_recorded_the_welcome_asks_nothing_more(story: Story) -> None:
    spoken(story, CARDS[0])
    bo = story.somebody("Bo")
    bo.says("/start")
    bo.taps("ລາວ")
    bo.taps("🔊 ອ່ານໃຫ້ຟັງ")
    assert page(bo).text.endswith("ທ່ານເຫັນດີບໍ?")


def test_the_language_of_the_voice_is_changed_in_settings(story: Story) -> None:
    spoken(story, CARDS[0])
    spoken(story, CARDS[0], "khmu")
    noy = story.known("Noy", language="en")
    noy.says("/settings")
    assert not [label for label in noy.sees.buttons() if label.startswith("🗣")]
    noy.taps("🔊 Read to me")
    noy.taps("🔊 Read in: English")
    assert noy.sees.buttons() == [f"🔊 ລາວ: 1/{PAGES}", f"🔊 Khmu: 1/{PAGES}", "◀ Back"]
    noy.taps("Khmu")
    assert "It is changed" in noy.sees.text
    assert "🔊 Read in: Khmu" in noy.sees.buttons()
    assert noy.forges("welcome.voice!choose;zzz").toast == "This button is old. Here is the page as it is now"
    noy.says("/start l-three-groups")
    assert voices(noy) == ["khmu-visit"]


def test_reading_aloud_is_offered_only_where_something_can_be_heard_with_its_share(story: Story) -> None:
    bo = story.somebody("Bo")
    bo.says("/start")
    bo.taps("English")
    assert bo.sees.text.endswith("Do you agree?")  # nobody is asked whether to listen to nothing
    bo.taps("I agree")
    bo.taps("Use this name")
    bo.says("/settings")
    assert not [label for label in bo.sees.buttons() if "Read to me" in label]
    assert "🔊" not in bo.sees.text
    bo.forges("welcome.reading")
    assert not [label for label in bo.sees.buttons() if "Read to me" in label]
    spoken(story, CARDS[0])
    spoken(story, CARDS[1])
    bo.says("/settings")
    assert f"You read yourself\n🔊 2 of {PAGES} pages can be heard\n" in bo.sees.text
    bo.taps("🔊 Read to me")
    assert f"🔊 Texts are read to you\n🔊 2 of {PAGES} pages can be heard\n" in bo.sees.text


def test_what_was_recorded_of_other_words_is_no_offer(story: Story) -> None:
    spoken(story, CARDS[0])
    with story.database.begin() as uow:
        (one,) = uow.narrations.history(CARDS[0].key, "lo")
        uow.narrations.put(one.id, version="of other words")
    noy = listener(story)
    noy.says("/settings")
    assert "You read yourself" in noy.sees.text
    assert not [label for label in noy.sees.buttons() if "read" in label.lower()]


def test_nothing_recorded_is_said_where_a_language_would_be_chosen(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.forges("+welcome.voice")
    assert noy.sees.text == "Nothing is recorded yet. You hear it as soon as staff have spoken it"


def test_a_forged_tap_on_a_page_without_a_voice_plays_nothing(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.forges("lessons.card!hear:three-groups,0")
    assert voices(noy) == []
    noy.forges("home.menu!hear")
    assert voices(noy) == []
    bo = story.somebody("Bo")
    bo.forges("lessons.card!hear:three-groups,0")
    assert voices(bo) == []


def test_a_reminder_has_the_button_too(story: Story) -> None:
    question = aloud.of_page("actions.checkin", story.runner.languages.catalogues)
    assert question is not None
    asked = spoken(story, question)
    noy = story.known("Noy", language="en")
    action(story, approved(story, story.group(noy)), date(2026, 12, 1), noy)
    story.wait(days=5)
    assert remind(story)
    assert noy.sees.buttons()[0] == "🔊 Listen"
    noy.taps("🔊 Listen")
    assert voices(noy) == [asked]
