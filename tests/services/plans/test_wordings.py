"""Words beside an answer: written by whoever may read it, taken back one by one, never a change of the plan."""

from __future__ import annotations

import pytest

from bot.domain.plans import Part
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.services.plans import drafts, wordings
from bot.services.reviews import reviews
from bot.store.database import Database
from tests.planning import NOW, Village, sent, settle, step

PROBLEM = step("problem")


def piece(village: Village) -> wordings.Piece:
    """What Noy wrote about the problem."""
    part = Part("text", "No water")
    drafts.answer(village.uow, village.plan, PROBLEM, part, by=village.noy, now=NOW)
    return wordings.open_piece(village.uow, village.plan, PROBLEM, "t1", by=village.mali)


def beside(village: Village, subject: str) -> list[tuple[str, str]]:
    """The words that stand beside a piece, and whose they are."""
    return [(one.text, one.helper_name) for one in village.uow.wordings.of_plan(village.plan).about(subject)]


def test_a_translation_is_written_prolonged_and_taken_back(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        found = piece(village)
        revision = village.now().revision
        wordings.write(uow, village.plan, found, "lo", "ບໍ່ມີນ້ຳ", by=village.mali, now=NOW)
        wordings.append(uow, village.plan, found, "lo", "ແລະ", by=village.mali, now=NOW)
        assert beside(village, found.subject) == [("ບໍ່ມີນ້ຳ\nແລະ", "Mali")]
        wordings.undo(uow, village.plan, found, "lo", by=village.seng, now=NOW)
        assert beside(village, found.subject) == [("ບໍ່ມີນ້ຳ", "Mali")]
        assert village.now().revision == revision
        with pytest.raises(Stale):
            wordings.write(uow, village.plan, found, "en", "It is English", by=village.mali, now=NOW)
        with pytest.raises(Refused, match="too long"):
            wordings.write(uow, village.plan, found, "lo", "x" * 8001, by=village.mali, now=NOW)


def test_others_may_not_help_and_what_nobody_wrote_is_missing(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        found = piece(village)
        with pytest.raises(Forbidden):
            wordings.write(uow, village.plan, found, "lo", "ບໍ່ມີນ້ຳ", by=village.bo, now=NOW)
        with pytest.raises(Missing):
            wordings.open_piece(uow, village.plan, PROBLEM, "t9", by=village.mali)
        with pytest.raises(Stale):
            wordings.undo(uow, village.plan, found, "lo", by=village.mali, now=NOW)


def test_an_expert_helps_with_what_was_sent_once_they_have_begun(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        kham, review = sent(village)
        with pytest.raises(Forbidden):
            wordings.open_content(uow, village.plan, by=kham)
        reviews.accept(uow, review, by=kham)
        assert wordings.open_content(uow, village.plan, by=kham).answers["problem"].text.startswith("answer")
