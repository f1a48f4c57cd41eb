"""The papers of a plan, from the recipe to the bytes: a real PDF and a real picture, in both languages."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from bot.domain.ids import ChatId, MediumId
from bot.domain.plans import Part, PlanState
from bot.domain.refused import Forbidden, Refused
from bot.domain.rounds import Rules
from bot.i18n import LANGUAGES, catalogue
from bot.papers import makers
from bot.services import papers
from bot.services.plans import drafts, submissions, wordings
from bot.settings import shipped
from bot.store import files
from bot.store.database import Database, UnitOfWork
from tests.planning import LIBRARY, NOW, Village, settle, step
from tests.workshop import WORKSHOP

CATALOGUES = {language: catalogue(language, shipped("locales")) for language in LANGUAGES}


def photographed(village: Village, media: Path) -> None:
    """A photo answers step 2, as it is after the job has fetched it."""
    picture = io.BytesIO()
    Image.new("RGB", (1600, 1200), "green").save(picture, "JPEG")
    medium = village.uow.media.add(now=NOW, kind="photo", file_id="x")
    village.uow.media.fetched(MediumId(medium), files.keep(media, picture.getvalue()))
    photo = Part("photo", "our field", MediumId(medium))
    drafts.answer(village.uow, village.plan, step("problem"), photo, by=village.noy, now=NOW)


@pytest.mark.parametrize(("language", "label"), [("lo", "ວຽກ"), ("en", "The work to do")])
def test_a_plan_that_is_being_written_becomes_a_pdf(
    sqlite: Database, tmp_path: Path, language: str, label: str
) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        village.fill()
        photographed(village, tmp_path)
        values = {"what": "ຂຸດຂຸມ", "who": "Seng", "due_on": date(2027, 1, 15), "cost": 500_000}
        uow.actions.add(village.plan, now=NOW, **values)
        maker = makers.plan_makers(WORKSHOP, LIBRARY, CATALOGUES, tmp_path, "phaen_bot")["plan"]
        render = maker(uow, {"paper": "plan", "plan": village.plan, "language": language})
    made = render()  # after the transaction
    assert made.startswith(b"%PDF")
    assert len(made) < 500_000
    reader = PdfReader(io.BytesIO(made))
    words = "".join(page.extract_text() for page in reader.pages)
    assert "Asparagus" in words
    assert "answer 3" in words
    assert any(page.images for page in reader.pages)
    assert label in words
    assert ("1 piece of work: see the table" in words) == (language == "en")


def test_a_frozen_version_does_not_change_on_paper(sqlite: Database, tmp_path: Path) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        village.fill()
        submission = submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=NOW, now=NOW)
        submissions.give_back(uow, village.plan, Rules(), by=village.mali.id, now=NOW)
        later = Part("text", "changed afterwards")
        drafts.answer(uow, village.plan, step("problem"), later, by=village.noy, now=NOW)
        maker = makers.plan_makers(WORKSHOP, LIBRARY, CATALOGUES, tmp_path, "phaen_bot")["plan"]
        frozen = maker(uow, {"paper": "plan", "submission": submission, "language": "en"})
        live = maker(uow, {"paper": "plan", "plan": village.plan, "language": "en"})
    assert "changed afterwards" not in "".join(page.extract_text() for page in PdfReader(io.BytesIO(frozen())).pages)
    assert "changed afterwards" in "".join(page.extract_text() for page in PdfReader(io.BytesIO(live())).pages)


def test_the_card_is_a_small_picture(sqlite: Database, tmp_path: Path) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        village.fill()
        maker = makers.plan_makers(WORKSHOP, LIBRARY, CATALOGUES, tmp_path, "phaen_bot")["card"]
        render = maker(uow, {"paper": "card", "plan": village.plan, "language": "lo"})
    made = render()
    assert len(made) < 100_000
    assert Image.open(io.BytesIO(made)).width == 900


def words_of(uow: UnitOfWork, media: Path, **recipe: Any) -> str:
    """The words of a plan's PDF, without spaces."""
    maker = makers.plan_makers(WORKSHOP, LIBRARY, CATALOGUES, media, "phaen_bot")["plan"]
    made = maker(uow, recipe)()
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages).split())


def test_helpers_words_are_printed_beside_the_answers_also_of_a_version_that_is_frozen(
    sqlite: Database, tmp_path: Path
) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        village.fill()
        voice = uow.media.add(now=NOW, kind="voice", file_id="x", seconds=84)
        drafts.answer(uow, village.plan, step("problem"), Part("voice", "", voice, 84), by=village.noy, now=NOW)
        submission = submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=NOW, now=NOW)
        for piece_of, kind, words in (("problem", "said", "itwilts"), ("learned", "lo", "inlao")):
            piece = next(wordings.pieces(uow.answers.of_plan(village.plan)[piece_of]))
            wordings.write(uow, village.plan, piece, kind, words, by=village.mali, now=NOW)
        english = words_of(uow, tmp_path, submission=submission, language="en")
        both = words_of(uow, tmp_path, submission=submission, language="both")
    assert "Spokenanswer,1:24" in english
    assert "itwiltsWrittendownbyMali" in english
    assert "inlao" not in english  # no Lao translation on an English paper
    assert "inlao" in both


def test_a_sent_plan_is_printed_as_its_version_and_a_returned_one_as_the_draft_of_the_next(
    sqlite: Database, tmp_path: Path
) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        village.fill()
        assert "Draftofversion1" in words_of(uow, tmp_path, plan=village.plan, language="en")
        submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=NOW, now=NOW)
        papers.send(uow, village.now(), "plan", "en", chat=ChatId(1001), person=village.noy.id, now=NOW)
        (row,) = [row for row in uow.outbox.due(now=NOW, limit=10) if row.content]
        assert row.content is not None
        medium = row.content["medium"]
        assert medium["name"] == f"phaen-{village.plan}-v1-en.pdf"
        assert "Version1" in words_of(uow, tmp_path, **medium["recipe"])
        uow.plans.change(village.plan, now=NOW, state=PlanState.RETURNED.value)
        drafts.answer(uow, village.plan, step("risks"), Part("text", "new"), by=village.noy, now=NOW)
        draft = words_of(uow, tmp_path, plan=village.plan, language="en")
    assert "Draftofversion2" in draft
    assert draft.count("Changedsinceversion1") == 1


def test_a_picture_that_was_sent_as_a_file_is_a_photo_and_other_files_are_named(
    sqlite: Database, tmp_path: Path
) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (160, 120), "green").save(picture, "PNG")
    with sqlite.begin() as uow:
        village = settle(uow)
        photo = uow.media.add(now=NOW, kind="document", file_id="x", mime="image/png")
        uow.media.fetched(photo, files.keep(tmp_path, picture.getvalue()))
        sheet = uow.media.add(now=NOW, kind="document", file_id="y", mime="application/pdf")
        for medium in (photo, sheet):
            drafts.append(uow, village.plan, step("problem"), Part("document", "", medium), by=village.noy, now=NOW)
        maker = makers.plan_makers(WORKSHOP, LIBRARY, CATALOGUES, tmp_path, "phaen_bot")["plan"]
        made = maker(uow, {"paper": "plan", "plan": village.plan, "language": "en"})()
        words = words_of(uow, tmp_path, plan=village.plan, language="en")
    assert sum(len(page.images) for page in PdfReader(io.BytesIO(made)).pages) == 1
    assert words.count("Afile,tobeopenedinPhaen") == 1


def test_a_plan_that_is_not_there_makes_no_paper(sqlite: Database, tmp_path: Path) -> None:
    maker = makers.plan_makers(WORKSHOP, LIBRARY, CATALOGUES, tmp_path, "phaen_bot")["plan"]
    with sqlite.begin() as uow, pytest.raises(Refused):
        maker(uow, {"paper": "plan", "plan": 99, "language": "lo"})


def test_a_paper_is_sent_once_a_minute(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        for _ in range(2):
            papers.send(uow, village.now(), "plan", "lo", chat=ChatId(1001), person=village.noy.id, now=NOW)
        (row,) = uow.outbox.due(now=NOW, limit=10)
        assert row.content is not None
        assert row.content["medium"]["name"] == f"phaen-{village.plan}-draft-lo.pdf"


def test_the_card_of_a_version_is_shown_in_the_groups_chat_once(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        village.fill()
        sent = submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=NOW, now=NOW)
        with pytest.raises(Refused, match="no Telegram group here yet"):
            papers.show_group(uow, sent, "lo", by=village.noy, now=NOW)
        uow.groups.change(village.group, chat_id=-100)
        for _ in range(2):
            papers.show_group(uow, sent, "lo", by=village.seng, now=NOW)
        rows = [row for row in uow.outbox.due(now=NOW, limit=50) if row.chat == -100 and not row.notice]
        assert [row.content["medium"]["recipe"]["paper"] for row in rows if row.content] == ["card"]
        with pytest.raises(Forbidden):
            papers.show_group(uow, sent, "lo", by=village.bo, now=NOW)
