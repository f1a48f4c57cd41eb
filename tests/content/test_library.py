"""A programme's own folder, a third language, and drafts that were begun with an older form."""

import shutil
from pathlib import Path

import pytest

from bot.content.check import check
from bot.content.fault import BrokenContent
from bot.content.library import Library


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


def test_a_lesson_of_the_programme_replaces_the_one_of_the_same_key(content: Path, own: Path) -> None:
    lesson = shutil.copytree(content / "lessons/04-strong-group", own / "lessons/01-strong-group")
    (lesson / "en.md").write_text((lesson / "en.md").read_text().replace("A group that holds", "Our own lesson"))
    library = Library.load(content, own)
    assert len(library.lessons) == 21
    assert [found.title("en") for found in library.lessons if found.key == "strong-group"] == ["Our own lesson"]
    assert library.lessons[0].key == "strong-group"  # its number is 1 now; equal numbers go by key
    assert check(content, own) == []


def test_a_new_lesson_of_the_programme_is_added_and_its_step_links_back(content: Path, own: Path) -> None:
    shutil.copytree(content / "lessons/19-banana", own / "lessons/22-rattan")
    library = Library.load(content, own)
    assert library.lessons[-1].key == "rattan"
    assert library.after("make-it-happen") == library.lesson("rattan")
    step = library.form.step("actions")
    assert step is not None
    assert "rattan" in step.lessons


def test_a_rubric_of_the_programme_replaces_the_shipped_one(content: Path, own: Path) -> None:
    (own / "rubric").mkdir()
    words = (content / "rubric/rubric.yaml").read_text(encoding="utf-8")
    (own / "rubric/rubric.yaml").write_text(words.replace("version: 1", "version: 7"), encoding="utf-8")
    assert Library.load(content, own).rubric.version == 7


def test_a_draft_keeps_the_form_that_it_was_begun_with(copy: Path) -> None:
    old = (copy / "plan/form.yaml").read_text(encoding="utf-8")
    (copy / "plan/form-1.yaml").write_text(old, encoding="utf-8")
    newer = old.replace("version: 1\n", "version: 2\n").replace('en: "Our group"', 'en: "Who we are"')
    (copy / "plan/form.yaml").write_text(newer, encoding="utf-8")
    library = Library.load(copy)
    assert (library.form.version, library.form.steps[0].title("en")) == (2, "Who we are")
    assert library.form_of(1).steps[0].title("en") == "Our group"
    assert library.form_of(99) == library.form


def test_two_forms_of_one_version_are_refused(copy: Path) -> None:
    shutil.copy(copy / "plan/form.yaml", copy / "plan/form-1.yaml")
    with pytest.raises(BrokenContent, match="another form has version 1 too"):
        Library.load(copy)


def test_a_third_language_is_a_file_and_falls_back_where_it_is_silent(copy: Path) -> None:
    brao = copy / "lessons/01-three-groups/brb.md"
    brao.write_text("---\ntitle: Paay kum\ngoal: Haan\n---\n\n## visit\n\nPi 2013\n", encoding="utf-8")
    lesson = Library.load(copy).lesson("three-groups")
    assert lesson is not None
    assert lesson.title("brb") == "Paay kum"
    assert lesson.card(0, "brb") == "Pi 2013"
    assert lesson.card(1, "brb") == lesson.card(1, "en")


def test_steps_know_what_comes_before_and_after_them(library: Library) -> None:
    form = library.form
    assert form.before("group") is None
    assert form.after("group") == form.step("problem")
    assert form.before("problem") == form.step("group")
    assert form.after("lasting") is None
    assert form.after("a step of an older form") is None


def test_lessons_follow_each_other_in_the_order_of_the_curriculum(library: Library) -> None:
    assert library.after("three-groups") == library.lesson("innovation-plan")
    assert library.after("make-it-happen") is None
    assert library.after("a lesson that is gone") is None


def test_a_card_that_was_dropped_since_is_looked_for_at_the_start(library: Library) -> None:
    assert library.lessons[0].index("together") == 4
    assert library.lessons[0].index("a card that is gone") == 0


def test_a_programmes_own_form_is_for_new_plans_and_drafts_keep_theirs(copy: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "plan").mkdir(parents=True)
    words = (copy / "plan/form.yaml").read_text(encoding="utf-8")
    (own / "plan/form.yaml").write_text(words.replace("version: 1", "version: 3").replace("Our group", "Who we are"))
    library = Library.load(copy, own)
    assert (library.form.version, library.form.steps[0].title("en")) == (3, "Who we are")
    assert library.form_of(1).steps[0].title("en") == "Our group"
    (copy / "plan/form.yaml").write_text(words.replace("version: 1", "version: 4"))
    assert Library.load(copy, own).form.version == 3


def test_only_a_step_of_words_is_filled_from_the_work(copy: Path) -> None:
    form = copy / "plan" / "form.yaml"
    text = form.read_text("utf-8")
    assert "from_work: [who, start, due]" in text
    form.write_text(text.replace("from_work: [cost, own]", "from_work: [cost, sum]"), "utf-8")
    assert any("sum" in str(fault) for fault in check(copy))
    form.write_text(text.replace("kind: text\n    from_work: [cost", "kind: photo\n    from_work: [cost"), "utf-8")
    assert any("is not filled from the work" in str(fault) for fault in check(copy))
