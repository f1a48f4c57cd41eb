"""What the committed content has to keep: complete, in both languages, short, well spelt, quick to load."""

import re
from collections import Counter
from pathlib import Path

import pytest

from bot.content.check import check
from bot.content.library import Library
from bot.content.spelling import slips
from bot.content.text import Text
from bot.domain.ids import PersonId
from bot.services.lessons import lessons
from bot.understand import lao


def test_the_committed_content_has_no_faults(content: Path) -> None:
    assert check(content) == []


def test_the_curriculum_has_21_lessons_in_6_modules(library: Library) -> None:
    assert [len(module.lessons) for module in library.modules] == [3, 5, 4, 3, 5, 1]
    assert [lesson.order for lesson in library.lessons] == list(range(1, 22))


def test_the_form_has_the_eleven_steps(library: Library) -> None:
    keys = "group problem learned idea actions who_when money partners results risks lasting"
    assert [step.key for step in library.form.steps] == keys.split()
    assert [step.number for step in library.form.steps] == list(range(1, 12))
    assert [step.key for step in library.form.steps if step.kind == "actions"] == ["actions"]


def test_every_step_links_back_to_the_lessons_that_help_with_it(library: Library) -> None:
    for step in library.form.steps:
        assert step.lessons == tuple(lesson.key for lesson in library.lessons if step.key in lesson.steps)
        assert step.lessons, step.key


def test_the_steps_of_a_lesson_exist(library: Library) -> None:
    for lesson in library.lessons:
        assert lesson.steps
        assert all(library.form.step(step) for step in lesson.steps)


def test_every_lesson_ends_with_a_task_and_has_a_quiz_with_one_right_answer(library: Library) -> None:
    for lesson in library.lessons:
        assert [card.task for card in lesson.cards] == [False] * (len(lesson.cards) - 1) + [True]
        assert lesson.quizzes
        for quiz in lesson.quizzes:
            assert len(quiz.options) == 3
            assert [option.right for option in quiz.options].count(True) == 1
            assert {option.key for option in quiz.options} == {"a", "b", "c"}
            assert [option.number for option in quiz.options if option.right] == [quiz.right]
            assert lesson.cards[lesson.index(quiz.card)].key == quiz.card


def test_the_answers_of_before_they_had_letters_are_still_the_same_ones(library: Library) -> None:
    """Right was the second of 0.1.0's answers, but in three quizzes the third; kept answers and buttons say places."""
    right = {quiz.card: quiz.right for lesson in library.lessons for quiz in lesson.quizzes}
    assert {card for card, place in right.items() if place != 1} == {"objective", "not-yet", "clear"}
    assert {right[card] for card in ("objective", "not-yet", "clear")} == {2}


@pytest.mark.parametrize("language", ["lo", "en"])
def test_neither_its_place_nor_its_length_tells_the_right_answer(library: Library, language: str) -> None:
    quizzes = [quiz for lesson in library.lessons for quiz in lesson.quizzes]
    places = Counter([option.right for option in quiz.options].index(True) for quiz in quizzes)
    assert all(places[place] >= len(quizzes) // 4 for place in range(3)), places  # as a voice reads them
    sizes = [{option.number: lao.wide(option.words(language)) for option in quiz.options} for quiz in quizzes]
    right = [(size[quiz.right], sorted(size.values())) for quiz, size in zip(quizzes, sizes, strict=True)]
    assert sum(one > others[1] for one, others in right) <= 8
    assert sum(one < others[1] for one, others in right) <= 8
    assert all(max(size.values()) <= 2 * min(size.values()) for size in sizes)


def test_whoever_answers_finds_the_right_one_in_every_place(library: Library) -> None:
    for lesson in library.lessons:
        for quiz in lesson.quizzes:
            drawn = [lessons.shuffled(lesson, quiz, by=PersonId(person)) for person in range(1, 601)]
            places = Counter([option.right for option in options].index(True) for options in drawn)
            assert all(160 <= places[place] <= 240 for place in range(3)), (lesson.key, places)
            assert drawn[0] == lessons.shuffled(lesson, quiz, by=PersonId(1))


def test_a_card_has_at_most_27_words(library: Library) -> None:
    long = [(lesson.key, card.key) for lesson in library.lessons for card in lesson.cards if _words(card.words) > 27]
    assert long == []


def test_a_title_fits_a_button(library: Library) -> None:
    wide = [lesson.key for lesson in library.lessons if lao.wide(lesson.title("lo")) > 22]  # lao-style: alone up to 22
    assert wide == []


def test_every_card_that_needs_checking_is_listed_for_the_reviewers(library: Library, content: Path) -> None:
    review = (content / "REVIEW.md").read_text(encoding="utf-8")
    for lesson in library.lessons:
        flagged = [f"`{card.key}`" for card in lesson.cards if card.check_before_use]
        line = f"* lesson {lesson.order} `{lesson.key}`: {', '.join(flagged)}"
        assert (line in review.splitlines()) == bool(flagged), line


def test_the_crop_lessons_are_all_to_be_checked_before_use(library: Library) -> None:
    for lesson in library.lessons_of("product"):
        assert all(card.check_before_use for card in lesson.cards if not card.task), lesson.key


def test_the_rubric_has_ten_questions_in_four_blocks_and_thirty_points(library: Library) -> None:
    rubric = library.rubric
    assert [(block.key, len(block.criteria)) for block in rubric.blocks] == [
        ("innovation", 2),
        ("feasible", 3),
        ("fair", 3),
        ("clear", 2),
    ]
    assert [criterion.number for criterion in rubric.criteria] == list(range(1, 11))
    assert all([level.value for level in criterion.levels] == [0, 1, 2, 3] for criterion in rubric.criteria)
    assert rubric.highest == 30
    assert {step for criterion in rubric.criteria for step in criterion.steps} == {
        step.key for step in library.form.steps
    }


def test_the_sheet_of_2012_has_its_three_published_blocks(library: Library) -> None:
    """Points per question are not published: a block gets one number, and low, middle and high are thirds of it."""
    rubric = library.rubrics["procasur"]
    assert [(one.key, one.best) for one in rubric.criteria] == [("innovation", 13), ("value", 5), ("clarity", 8)]
    assert rubric.highest == 26
    bands = [[(band[0].value, band[-1].value) for band in one.bands()] for one in rubric.criteria]
    assert bands == [[(0, 4), (5, 9), (10, 13)], [(0, 1), (2, 3), (4, 5)], [(0, 2), (3, 5), (6, 8)]]
    assert {step for one in rubric.criteria for step in one.steps} == {step.key for step in library.form.steps}


def test_every_lao_text_is_written_in_lao(library: Library) -> None:
    for text in _texts(library):
        assert re.search("[\u0e81-\u0edf]", text("lo")), text
        assert list(slips(text("lo"))) == []


def test_a_lao_text_has_no_full_stop_at_its_end_and_says_you_once_at_most(library: Library) -> None:
    assert [text("lo") for text in _texts(library) if text("lo").endswith(".")] == []
    assert [text("lo") for text in _texts(library) if text("lo").count("ທ່ານ") > 1] == []


@pytest.mark.parametrize("name", ["three-groups", "innovation-plan", "strong-group", "make-it-happen"])
def test_the_lessons_that_everybody_does_are_there(library: Library, name: str) -> None:
    lesson = library.lesson(name)
    assert lesson is not None
    assert lesson.card(0, "lo") != lesson.card(0, "en")


def _words(text: Text) -> int:
    return len(text("en").split())


def _texts(library: Library) -> list[Text]:
    """Every text that a person may be shown."""
    texts = [text for lesson in library.lessons for text in (lesson.title, lesson.goal)]
    texts += [card.words for lesson in library.lessons for card in lesson.cards]
    quizzes = [quiz for lesson in library.lessons for quiz in lesson.quizzes]
    texts += [text for quiz in quizzes for option in quiz.options for text in (option.words, option.why)]
    texts += [quiz.question for quiz in quizzes]
    steps = library.form.steps
    texts += [text for step in steps for text in (step.title, step.question, step.why, step.example, step.example_of)]
    sheets = [criterion for rubric in library.rubrics.values() for criterion in rubric.criteria]
    texts += [text for criterion in sheets for text in (criterion.title, criterion.question)]
    texts += [text for criterion in sheets for level in criterion.levels for text in (level.label, level.meaning)]
    return texts
