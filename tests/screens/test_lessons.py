"""Lessons: read in one message, left and gone on with, answered kindly, finished, and shared."""

from dataclasses import replace

from bot.chat.scene import Outcome
from bot.content.lessons import Lesson
from bot.domain.ids import ChatId
from tests.story import LIBRARY, Someone, Story

ASK = "❓ ຖາມຜູ້ຊ່ຽວຊານ"


def read_to_the_end(reader: Someone, onward: str) -> None:
    """Turn the cards until there is no next one."""
    for _ in range(30):
        if not any(onward in label for label in reader.sees.buttons()):
            return
        reader.taps(onward)
    raise AssertionError("a lesson without an end")


def lesson_card(key: str) -> int:
    """Where a card of the first lesson stands."""
    lesson = LIBRARY.lesson("three-groups")
    assert lesson is not None
    return lesson.index(key)


def quiz(reader: Someone, lesson: str, question: int = 0) -> None:
    reader.forges(f"lessons.quiz:{lesson},{question}")


def test_a_lesson_is_read_in_one_message_from_the_first_page_to_the_quiz(story: Story) -> None:
    noy = story.known("Noy")
    noy.says("/lessons")
    assert noy.sees.text == "📚 ບົດຮຽນ\nຮຽນຈົບແລ້ວ 0 ໃນ 21 ບົດ\nຢາກອ່ານພາກໃດ?"
    assert noy.sees.buttons()[0] == "▫️ ຮຽນຈາກເພື່ອນບ້ານ 0/3"
    noy.taps("ຮຽນຈາກເພື່ອນບ້ານ")
    noy.taps("1. ສາມກຸ່ມຢູ່ອັດຕະປື")
    assert noy.sees.text.startswith("ບົດທີ 1: ສາມກຸ່ມຢູ່ອັດຕະປື – ໜ້າ 1 ໃນ 6\n\nປີ 2013")
    assert noy.sees.buttons() == ["ຕໍ່ໄປ ▶", "◀ ກັບຄືນ", "🧭 ຕື່ມ"]
    noy.taps("ຕໍ່ໄປ ▶")
    assert noy.sees.buttons() == ["ຕໍ່ໄປ ▶", "◀ ໜ້າກ່ອນ", "🧭 ຕື່ມ"]
    read_to_the_end(noy, "ຕໍ່ໄປ ▶")
    assert "\n\nລອງເຮັດນຳກັນ\n\n" in noy.sees.text
    assert noy.sees.buttons() == ["ຖາມ-ຕອບ ▶", "◀ ໜ້າກ່ອນ", "🧭 ຕື່ມ"]
    assert len(noy.phone) == 2  # the picture, and the one page


def test_what_else_can_be_done_stands_behind_more_and_the_page_is_kept(story: Story) -> None:
    noy = story.known("Noy")
    noy.says("/start l-three-groups")
    noy.taps("ຕໍ່ໄປ ▶")
    noy.taps("🧭 ຕື່ມ")
    assert noy.sees.text == "ບົດທີ 1: ສາມກຸ່ມຢູ່ອັດຕະປື – ໜ້າ 2 ໃນ 6\nຢາກເຮັດຫຍັງ?"
    assert noy.sees.buttons() == [
        ASK,
        "✍️ ຕອບຂໍ້ 3 ຂອງແຜນ",
        "📚 ບົດຮຽນທັງໝົດ",
        "📨 ສົ່ງໃຫ້ຄົນອື່ນ",
        "◀ ກັບໄປໜ້າເກົ່າ",
    ]
    noy.taps(ASK)
    assert "ບົດທີ 1" in noy.sees.text
    noy.taps("◀ ກັບຄືນ")
    noy.taps("◀ ກັບໄປໜ້າເກົ່າ")
    assert "– ໜ້າ 2 ໃນ 6" in noy.sees.text
    noy.forges("lessons.more:no-such-lesson,0")
    assert "ບໍ່ມີແລ້ວ" in noy.sees.text or "📚" in noy.sees.text
    noy.forges("lessons.more:three-groups,99")
    assert "– ໜ້າ 6 ໃນ 6" in noy.sees.text


def test_an_answer_that_is_not_yet_right_shows_why_and_offers_another_try(story: Story) -> None:
    seng = story.known("Seng", language="en")
    quiz(seng, "three-groups")
    assert seng.sees.text.startswith("What do the three groups have in common?\n")
    assert seng.sees.text.endswith("\nChoose one answer")
    first = LIBRARY.lesson("three-groups").quizzes[0]  # type: ignore[union-attr]
    wrong = next(option for option in first.options if not option.right)
    seng.forges(f"lessons.quiz!choose:three-groups,0;{wrong.number}")
    assert seng.sees.text == f"You answered: {wrong.words('en')}\n{wrong.why('en')}\nNot yet, never mind. Try again?"
    assert seng.sees.buttons() == ["Try again ▶", "📚 Read the page again", "Skip ▶"]
    seng.taps("📚 Read the page again")
    assert f" – page {lesson_card(first.card) + 1} of 6" in seng.sees.text
    seng.taps("Back to the question")
    seng.taps("Try again")
    outcome = seng.forges(f"lessons.quiz!choose:three-groups,0;{first.right}")
    assert outcome.toast == ""
    right = next(option for option in first.options if option.right)
    assert seng.sees.text == (
        f"You answered: {right.words('en')}\n✅ Correct! {right.why('en')}\n"
        "🎉 You have finished this lesson. Very good!\nIt helps with item 3 of the plan. Answer it now?"
    )
    assert seng.sees.buttons() == [
        "✍️ Answer item 3 of the plan",
        "Next lesson ▶",
        "📚 All lessons",
        "📨 Send to others",
    ]
    seng.says("/lessons")
    assert "1 of 21 lessons finished" in seng.sees.text
    assert "▫️ Learn from neighbours 1/3" in seng.sees.buttons()


def test_each_person_sees_the_answers_in_an_order_of_their_own_and_always_the_same(story: Story) -> None:
    first = LIBRARY.lesson("three-groups").quizzes[0]  # type: ignore[union-attr]
    orders = []
    for name in ("Noy", "Seng", "Bo", "Kham", "Mali", "Phon"):
        reader = story.known(name, language="en")
        for _ in range(2):
            quiz(reader, "three-groups")
            lines = reader.sees.text.splitlines()[-4:-1]
            numbers = [int(button["data"].partition(";")[2].partition("@")[0]) for button in reader.sees.rows[0]]
            named = [first.option(number) for number in numbers]
            assert lines == [f"{letter}. {one.words('en')}" for letter, one in zip("ABC", named, strict=True) if one]
            orders.append(numbers)
    assert orders[::2] == orders[1::2]
    assert len({tuple(order) for order in orders}) > 2


def test_two_questions_come_one_after_the_other_and_the_score_counts_both(story: Story) -> None:
    seng = story.known("Seng", language="en")
    quizzes = LIBRARY.lesson("make-it-happen").quizzes  # type: ignore[union-attr]
    quiz(seng, "make-it-happen")
    wrong = next(option for option in quizzes[0].options if not option.right)
    seng.forges(f"lessons.quiz!choose:make-it-happen,0;{wrong.number}")
    seng.taps("Skip")
    assert seng.sees.text.startswith("Quiz: question 2 of 2\n")
    seng.forges(f"lessons.quiz!choose:make-it-happen,1;{quizzes[1].right}")
    assert "1 of 2 answers right" in seng.sees.text
    seng.forges(f"lessons.quiz!choose:make-it-happen,0;{quizzes[0].right}")
    right = next(option for option in quizzes[0].options if option.right)
    assert seng.sees.text == (
        f"You answered: {right.words('en')}\n{right.why('en')}\n✅ Correct! On to the next question?"
    )
    assert seng.sees.buttons() == ["Next question ▶", "📚 Read the lesson again"]
    seng.taps("Next question")
    assert seng.sees.text.startswith("Quiz: question 2 of 2\n")
    seng.forges("lessons.right:make-it-happen,1")
    assert "You have finished this lesson" in seng.sees.text
    seng.forges(f"lessons.quiz!choose:make-it-happen,0;{wrong.number}")
    for page in ("lessons.right:make-it-happen,0", "lessons.right:make-it-happen,7"):
        seng.forges(page)
        assert "Correct" not in seng.sees.text


def test_the_place_is_kept_and_offered_first(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/start l-strong-group")
    noy.taps("Next")
    noy.taps("Next")
    story.wait(days=2)
    noy.says("/lessons")
    assert "Lesson 4: " in noy.sees.text
    assert noy.sees.text.endswith("Go on from where you stopped?")
    assert noy.sees.buttons()[0] == "▶ Go on"
    noy.taps("Go on")
    assert " – page 3 of " in noy.sees.text
    noy.taps("🧭 More")
    noy.taps("📚 All lessons")
    assert noy.sees.text.startswith("📚 Lessons")


def test_a_lesson_link_brings_a_stranger_to_the_lesson_after_the_welcome(story: Story) -> None:
    bo = story.somebody("Bo")
    bo.says("/start l-three-groups")
    for label in ("English", "agree", "Use this name", "Later", "Man", "Yes", "Not said"):
        bo.taps(label)
    bo.says("Later")
    assert bo.sees.text.startswith("Lesson 1: Three groups in Attapeu – page 1 of 6")


def test_sharing_opens_telegrams_choice_of_chats_with_the_lessons_link(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/start l-three-groups")
    noy.taps("🧭 More")
    share = next(button for row in noy.sees.rows for button in row if "Send to others" in button["label"])
    assert share["url"].startswith(
        "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fphaen_bot%3Fstart%3Dl-three-groups&text="
    )


def test_a_lesson_opened_from_a_plan_step_leads_back_to_that_step(story: Story) -> None:
    noy = story.known("Noy", language="en")
    group, round_id = story.group(noy), story.round()
    with story.database.begin() as uow:
        plan = uow.plans.add(group, round_id, now=story.now)
    noy.forges(f"plan.step:{plan},learned")
    step = noy.sees.text
    noy.forges("+lessons.card:three-groups,0")
    noy.taps("◀ Back")
    assert noy.sees.text == step
    noy.forges("+lessons.card:three-groups,0")
    noy.taps("Next")
    noy.taps("🧭 More")
    noy.taps("📝 Back to the plan")
    assert noy.sees.text == step
    noy.says("/start l-three-groups")
    noy.taps("🧭 More")
    noy.taps("✍️ Answer item 3 of the plan")
    assert noy.sees.text == step


def test_buttons_that_were_never_sent_change_nothing(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/menu")

    def refused(data: str) -> Outcome:
        return noy.forges(data)

    noy.forges("lessons.card:no-such-lesson,0")
    assert "\nThis lesson is not there any more\n" in noy.sees.text
    noy.forges("lessons.card:three-groups,99")
    assert noy.sees.text.startswith("Lesson 1: Three groups in Attapeu – page 6 of 6")
    assert refused("lessons.card!turn:three-groups,0;-9").toast == "This button is old. Here is the page as it is now"
    assert refused("lessons.quiz!choose:three-groups,0;7").toast == "This button is old. Here is the page as it is now"
    with story.database.begin() as uow:
        assert uow.lessons.readings(noy.me) == {}
        assert uow.lessons.last_answers(noy.me, "three-groups") == {}


def test_the_same_answer_tapped_twice_still_ends_the_lesson_once(story: Story) -> None:
    noy = story.known("Noy", language="en")
    right = LIBRARY.lesson("three-groups").quizzes[0].right  # type: ignore[union-attr]
    quiz(noy, "three-groups")
    for _ in range(2):
        noy.forges(f"lessons.quiz!choose:three-groups,0;{right}")
        assert "You have finished this lesson" in noy.sees.text
    with story.database.begin() as uow:
        assert uow.lessons.readings(noy.me)["three-groups"].finished_at == story.now


def test_who_is_in_the_middle_of_a_lesson_goes_on_when_it_changes_or_vanishes(story: Story) -> None:
    noy = story.known("Noy", language="en")
    for _ in range(2):
        noy.forges("lessons.card:three-groups,4")
        lesson = LIBRARY.lesson("three-groups")
        assert lesson is not None
        shorter = replace(lesson, cards=lesson.cards[:3], quizzes=())
        serve(story, shorter, *LIBRARY.lessons[1:])
        noy.taps("Next")
        assert noy.sees.text.startswith("Lesson 1: Three groups in Attapeu – page 3 of 3")
        noy.forges("lessons.again:three-groups,0")
        assert noy.sees.text.startswith("Lesson 1: Three groups in Attapeu – page 3 of 3")
        serve(story, *LIBRARY.lessons)
    noy.forges("lessons.card:three-groups,1")
    serve(story, *LIBRARY.lessons[1:])
    noy.taps("Next")
    assert noy.sees.text.endswith("\nThis lesson is not there any more\nWhich part would you like to read?")
    for page in (
        *("lessons.quiz:three-groups,0", "lessons.again:three-groups,0", "lessons.right:three-groups,0"),
        *("lessons.done:three-groups", "lessons.more:three-groups,0"),
    ):
        noy.forges(page)
        assert noy.sees.text.endswith("\nThis lesson is not there any more\nWhich part would you like to read?"), page


def serve(story: Story, *lessons: Lesson) -> None:
    """The content was read anew while the bot runs."""
    story.runner.programme = replace(story.runner.programme, library=replace(LIBRARY, lessons=lessons))


def test_the_leader_sees_how_many_have_finished_what_and_not_who(story: Story) -> None:
    noy, seng, bo = (story.known(name, language="en") for name in ("Noy", "Seng", "Bo"))
    group = story.group(noy, seng)
    for member in (noy, seng):
        with story.database.begin() as uow:
            uow.lessons.put(member.me, "three-groups", 0, now=story.now)
            uow.lessons.finish(member.me, "three-groups", now=story.now)
            uow.lessons.put(member.me, "costs", 0, now=story.now)
    with story.database.begin() as uow:
        uow.lessons.finish(seng.me, "costs", now=story.now)
    noy.says("/lessons")
    noy.taps("🧭 More")
    noy.taps("👥 How far the group is")
    assert noy.sees.text == (
        "📚 Lessons of ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\nEverybody has finished 1 of 21 lessons\nWhich lesson do you read together?"
    )
    assert noy.sees.buttons()[0] == "▫️ Lesson 2: 0 of 2"
    noy.taps("Other lessons ▶")
    noy.taps("Other lessons ▶")
    assert "▫️ Lesson 10: 1 of 2" in noy.sees.buttons()
    assert "Seng" not in str(noy.sees)
    noy.taps("Lesson 10")
    assert noy.sees.text.startswith("Lesson 10: ")
    noy.says("/language")
    noy.taps("ລາວ")
    noy.forges(f"lessons.group:{group},5")
    assert noy.sees.buttons() == ["✅ ບົດທີ 1: 2 ໃນ 2 ຄົນ", "◀ ກັບຄືນ", "ບົດອື່ນ ▶"]
    seng.says("/lessons")
    seng.taps("🧭 More")
    assert "👥 How far the group is" not in seng.sees.buttons()
    seng.forges(f"lessons.group:{group}")
    assert "Only the group leader can do this. You can ask the leader" in seng.sees.text
    bo.forges(f"lessons.group:{group}")
    assert "Only members of the group can see this" in bo.sees.text


def test_a_lesson_is_shown_in_the_groups_chat_once_a_day_and_read_in_private(story: Story) -> None:
    noy = story.known("Noy", language="en")
    group = story.group(noy)
    noy.says("/start l-three-groups")
    noy.taps("🧭 More")
    assert "👥 Into the group's chat" not in noy.sees.buttons()
    noy.forges("lessons.card!share:three-groups,0")
    assert noy.sees.text.endswith("\nYour group has no Telegram group here yet. The leader can link one")
    with story.database.begin() as uow:
        uow.groups.change(group, chat_id=ChatId(-500), chat_language="lo")
    noy.says("/start l-three-groups")
    noy.taps("🧭 More")
    for _ in range(2):
        noy.taps("👥 Into the group's chat")
        assert "\n✅ The lesson is in the group's chat\n" in noy.sees.text
    [bubble] = story.phones[-500].values()
    assert bubble.text.startswith("📚 Noy ແບ່ງບົດຮຽນໃຫ້ເບິ່ງ\n\n1. ສາມກຸ່ມຢູ່ອັດຕະປື\n")
    assert bubble.rows == [[{"label": "📚 ເປີດບົດຮຽນ", "url": "https://t.me/phaen_bot?start=l-three-groups"}]]
    story.wait(days=1)
    noy.taps("👥 Into the group's chat")
    assert len(story.phones[-500]) == 2


def test_after_the_lesson_a_group_without_a_plan_begins_it_with_one_tap(story: Story) -> None:
    noy = story.known("Noy", language="en")
    story.group(noy)
    story.round()
    noy.forges("lessons.done:three-groups")
    assert noy.sees.text.endswith("The plan is not begun yet. Begin now?")
    noy.taps("✍️ Begin the plan")
    assert noy.sees.text.startswith("Item 1 of 11")
    noy.forges("lessons.done:three-groups")
    assert noy.sees.buttons()[0] == "✍️ Answer item 3 of the plan"
