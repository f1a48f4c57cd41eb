"""Beginning, answering, settling and clearing a plan – on every database, each refusal beside its success."""

from dataclasses import replace

import pytest

from bot.domain import incoming
from bot.domain.ids import MediumId
from bot.domain.plans import Part
from bot.domain.refused import Refused, Stale
from bot.services.plans import drafts
from bot.services.plans.drafts import Saved
from bot.store.database import Database
from tests.planning import NOW, Village, settle, step

PROBLEM = step("problem")


def says(village: Village, text: str, *, by: str = "noy") -> Saved:
    person = village.seng if by == "seng" else village.noy
    return drafts.answer(village.uow, village.plan, PROBLEM, Part("text", text), by=person, now=NOW)


def stands(village: Village) -> str:
    found = village.uow.answers.get(village.plan, PROBLEM.key)
    return found.text if found else ""


def test_a_plan_begins_once_for_a_group_and_round(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        assert drafts.begin(uow, village.group, by=village.seng, now=NOW) == village.plan
        assert uow.plans.add(village.group, village.now().round, now=NOW) == village.plan
        with pytest.raises(Refused):
            drafts.begin(uow, village.group, by=village.bo, now=NOW)


def test_every_answer_grows_the_plan_and_stays_in_the_history(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        assert says(village, "one") == Saved("kept", 3, 1)
        assert says(village, "three") == Saved("kept", 5, 2)
        assert stands(village) == "three"
        assert [answer.text for answer in uow.answers.history(village.plan, "problem")] == ["one", "three"]
        assert village.now().revision == 2


def test_an_answer_to_what_one_did_not_see_waits(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        says(village, "hers")
        assert says(village, "his", by="seng") == Saved("two", 3)
        assert stands(village) == "hers"
        drafts.settle(uow, village.plan, PROBLEM, "both", by=village.seng, now=NOW)
        assert stands(village) == "hers\nhis"
        with pytest.raises(Stale):
            drafts.settle(uow, village.plan, PROBLEM, "both", by=village.seng, now=NOW)


def test_ones_own_older_page_replaces_ones_own_answer(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        says(village, "one")
        assert says(village, "two").state == "kept"


def test_a_later_piece_is_added_to_ones_own_answer_only(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        says(village, "one")
        photo = Part("photo", "", MediumId(uow.media.add(now=NOW, kind="photo", file_id="x")))
        drafts.append(uow, village.plan, PROBLEM, photo, by=village.noy, now=NOW)
        found = uow.answers.get(village.plan, "problem")
        assert found is not None
        assert [part.kind for part in found.parts] == ["text", "photo"]
        more = drafts.append(uow, village.plan, PROBLEM, Part("text", "his"), by=village.seng, now=NOW)
        assert more.state == "two"
        assert stands(village) == "one"


def test_too_long_waits_and_the_beginning_can_be_kept(database: Database) -> None:
    with database.begin() as uow:
        village, short = settle(uow), replace(PROBLEM, longest=5)
        saved = drafts.answer(uow, village.plan, short, Part("text", "1234567"), by=village.noy, now=NOW)
        assert saved == Saved("long", 7)
        assert stands(village) == ""
        drafts.settle(uow, village.plan, short, "first", by=village.noy, now=NOW)
        assert stands(village) == "12345"


def test_clearing_and_restoring(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        with pytest.raises(Stale):
            drafts.restore(uow, village.plan, PROBLEM, by=village.noy, now=NOW)
        says(village, "one")
        drafts.clear(uow, village.plan, PROBLEM, by=village.seng, now=NOW)
        drafts.clear(uow, village.plan, PROBLEM, by=village.seng, now=NOW)
        assert (stands(village), village.now().revision) == ("", 2)
        drafts.restore(uow, village.plan, PROBLEM, by=village.seng, now=NOW)
        found = uow.answers.get(village.plan, "problem")
        assert found is not None
        assert (found.text, found.author_name) == ("one", "Noy")


def test_lao_is_kept_in_one_spelling() -> None:
    assert drafts.part_of(incoming.Answer("text", " ນ້ໍາ ")).text == "ນ້ຳ"
    for answer in (incoming.Answer("text", "  "), incoming.Answer("contact", "x"), incoming.Answer("photo")):
        with pytest.raises(Refused):
            drafts.part_of(answer)
