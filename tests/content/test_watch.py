"""Content is read anew when its files change; what is broken is not served."""

import shutil
from pathlib import Path

import pytest

from bot.content.fault import BrokenContent
from bot.content.watch import Watch

TITLE = "lessons/19-banana/en.md"


def rewrite(file: Path, old: str, new: str) -> None:
    words = file.read_text(encoding="utf-8")
    assert old in words
    file.write_text(words.replace(old, new), encoding="utf-8")


def title(watch: Watch) -> str:
    lesson = watch.library.lesson("banana")
    assert lesson is not None
    return lesson.title("en")


def test_nothing_is_read_while_nothing_changes(copy: Path) -> None:
    watch = Watch(copy)
    library = watch.library
    assert not watch.look()
    assert watch.library is library


def test_a_changed_word_is_served_without_a_restart(copy: Path) -> None:
    watch = Watch(copy)
    rewrite(copy / TITLE, "title: Banana", "title: Bananas of our village")
    assert watch.look()
    assert title(watch) == "Bananas of our village"
    assert not watch.look()


def test_a_broken_file_changes_nothing_until_it_is_mended(copy: Path) -> None:
    watch = Watch(copy)
    rewrite(copy / TITLE, "- [x]", "- [ ]")
    assert not watch.look()
    assert title(watch) == "Banana"
    assert "this quiz has 0 right answers, not 1" in [fault.problem for fault in watch.faults]
    rewrite(copy / TITLE, "- [ ] {b} 1 mother", "- [x] {b} 1 mother")
    assert watch.look()
    assert watch.faults == []


def test_a_lesson_that_is_put_into_the_programmes_own_folder_appears_and_goes(copy: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    watch = Watch(copy, own)
    shutil.copytree(copy / "lessons/19-banana", own / "lessons/22-rattan")
    assert watch.look()
    assert watch.library.lessons[-1].key == "rattan"
    shutil.rmtree(own / "lessons")
    assert watch.look()
    assert watch.library.lesson("rattan") is None


def test_an_own_folder_that_is_not_there_yet_may_come(copy: Path, tmp_path: Path) -> None:
    own = tmp_path / "later"
    watch = Watch(copy, own)
    shutil.copytree(copy / "lessons/19-banana", own / "lessons/22-rattan")
    assert watch.look()
    assert watch.library.lesson("rattan") is not None


def test_a_faulty_edit_does_no_harm_to_a_restart(copy: Path, tmp_path: Path) -> None:
    own, kept = tmp_path / "own", tmp_path / "data" / "content.zip"
    shutil.copytree(copy / "lessons/19-banana", own / "lessons/22-rattan")
    Watch(copy, own, kept)
    rewrite(own / "lessons/22-rattan/en.md", "- [x]", "- [ ]")
    watch = Watch(copy, own, kept)
    assert watch.library.lesson("rattan") is not None
    assert "this quiz has 0 right answers, not 1" in [fault.problem for fault in watch.faults]
    rewrite(own / "lessons/22-rattan/en.md", "- [ ] {b} 1 mother", "- [x] {b} 1 mother")
    assert watch.look()
    assert watch.faults == []


def test_a_first_start_with_faulty_content_says_so(copy: Path, tmp_path: Path) -> None:
    rewrite(copy / TITLE, "- [x]", "- [ ]")
    with pytest.raises(BrokenContent, match="this quiz has 0 right answers, not 1"):
        Watch(copy, None, tmp_path / "content.zip")


def test_files_that_are_just_being_saved_are_not_settled(copy: Path) -> None:
    watch = Watch(copy)
    rewrite(copy / TITLE, "- [x]", "- [ ]")
    watch.look()
    assert not watch.settled
    stamp = watch.stamp
    watch.look()
    assert (watch.settled, watch.stamp) == (True, stamp)
