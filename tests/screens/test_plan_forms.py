"""A programme changes its form: drafts begun with the older one go on, and no answer is lost."""

from __future__ import annotations

from pathlib import Path

from bot.content.library import Library
from tests import forms
from tests.forms import KINDS, begun, step
from tests.story import LIBRARY, Someone, Story

CHANGED = [
    step("idea", "text", "The new thing", "ສິ່ງໃໝ່"),  # reworded
    step("crop", "text", "Crop", "ພືດ"),  # another kind
    step("land", "money", "Rent of the land", "ຄ່າເຊົ່າດິນ"),  # another kind
    step("risk", "text", "Risk", "ຄວາມສ່ຽງ"),  # added; the other steps are dropped
    step("actions", "actions", "Work", "ວຽກ"),
]


def answered(story: Story, noy: Someone, tmp_path: Path) -> int:
    plan = begun(story, forms.library(tmp_path / "old", (KINDS, 2)), noy)
    for key, said in (("idea", "We cut at dawn"), ("crop", "coffee"), ("land", "2,5"), ("price", "500k")):
        noy.forges(f"plan.step:{plan},{key}")
        noy.says(said)
        if key in ("land", "price"):
            noy.taps("👍 Yes")
    return plan


def test_a_draft_goes_on_with_the_form_that_it_was_begun_with(story: Story, tmp_path: Path) -> None:
    noy = story.known("Noy", language="en")
    plan = answered(story, noy, tmp_path)
    forms.use(story, forms.library(tmp_path / "new", (KINDS, 2), (CHANGED, 3)))
    noy.forges(f"plan.step:{plan},land")
    assert "Item 4 of 11: Land" in noy.sees.text
    assert "2.5 hectares" in noy.sees.text
    noy.forges(f"plan.step:{plan},risk")
    assert "This page is not there any more" in noy.sees.text


def test_a_new_round_asks_the_new_form(story: Story, tmp_path: Path) -> None:
    noy = story.known("Noy", language="en")
    found = forms.library(tmp_path, (KINDS, 2), (CHANGED, 3))
    plan = begun(story, found, noy)
    noy.forges(f"plan.step:{plan},risk")
    assert noy.sees.text.startswith("Item 4 of 5: Risk")


def without_the_old_form(tmp_path: Path) -> Library:
    return forms.library(tmp_path / "gone", (CHANGED, 3))


def test_answers_to_steps_that_a_lost_form_had_are_shown_and_kept(story: Story, tmp_path: Path) -> None:
    """The programme threw the old form away: the draft is asked the new one, and its old answers are still there."""
    noy = story.known("Noy", language="en")
    plan = answered(story, noy, tmp_path)
    forms.use(story, without_the_old_form(tmp_path))
    noy.forges(f"plan.overview:{plan}")
    assert "Go on with item 4: Risk?" in noy.sees.text
    noy.taps("📝 Earlier answers (1)")
    assert noy.sees.text == (
        "price\n500,000 kip\nNoy answered this item on 23/11/2026\n"
        "These items are not asked any more. Their answers are kept"
    )
    noy.taps("◀ Back")
    assert noy.sees.text.startswith("We cut at dawn")


def test_an_answer_of_another_kind_stands_until_it_is_answered_anew(story: Story, tmp_path: Path) -> None:
    noy = story.known("Noy", language="en")
    plan = answered(story, noy, tmp_path)
    forms.use(story, without_the_old_form(tmp_path))
    noy.forges(f"plan.step:{plan},idea")
    assert "Item 1 of 5: The new thing" in noy.sees.text
    assert "We cut at dawn" in noy.sees.text
    noy.forges(f"plan.step:{plan},crop")
    assert "Coffee\n✅ Saved" in noy.sees.text
    noy.forges(f"plan.step:{plan},land")
    assert "2.5" in noy.sees.text
    noy.taps("500,000 kip")
    noy.forges(f"plan.step:{plan},land")
    assert "500,000 kip\n✅ Saved" in noy.sees.text
    with story.database.begin() as uow:
        assert [answer.text for answer in uow.answers.history(plan, "land")][-1] == "500,000 kip"  # type: ignore[arg-type]
        assert "2.5 hectares" in {answer.text for answer in uow.answers.history(plan, "land")}  # type: ignore[arg-type]


def test_a_choice_that_is_not_offered_any_more_keeps_its_words(story: Story, tmp_path: Path) -> None:
    noy = story.known("Noy", language="en")
    plan = answered(story, noy, tmp_path)
    fewer = [one | {"choices": one["choices"][:1]} if one["key"] == "crop" else one for one in KINDS]
    forms.use(story, forms.library(tmp_path / "fewer", (fewer, 2)))
    noy.forges(f"plan.step:{plan},crop")
    assert "\nCoffee\n✅ Saved" in noy.sees.text
    assert "▫️ Asparagus" in noy.sees.buttons()


def test_the_shipped_form_can_become_an_older_one(tmp_path: Path) -> None:
    found = forms.library(tmp_path, (CHANGED, 3))
    assert found.form.version == 3
    assert [one.key for one in found.form_of(1).steps] == [one.key for one in LIBRARY.form.steps]
