"""What the committed content has to keep: complete, in both languages, short, well spelt, quick to load."""

import re
from pathlib import Path

import pytest

from bot.content.check import check
from bot.content.library import Library
from bot.content.spelling import slips
from bot.content.text import Text
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
            assert quiz.options[quiz.right].right
            assert lesson.cards[lesson.index(quiz.card)].key == quiz.card


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
    assert [level.value for level in rubric.levels] == [0, 1, 2, 3]
    assert rubric.highest == 30
    assert {step for criterion in rubric.criteria for step in criterion.steps} == {
        step.key for step in library.form.steps
    }


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
    texts += [text for criterion in library.rubric.criteria for text in (criterion.title, criterion.question)]
    return texts
