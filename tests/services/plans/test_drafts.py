"""Beginning, answering, settling, sending and deciding a plan – on every database, each refusal beside its success."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import incoming
from bot.domain.ids import MediumId
from bot.domain.plans import Part, PlanState
from bot.domain.refused import Refused, Stale
from bot.services.plans import agreements, drafts, plan_view, submissions, versions
from bot.services.plans.drafts import Saved
from bot.store.database import Database
from tests.planning import DEADLINE, LIBRARY, NOW, Village, settle, step, told

PROBLEM = step("problem")


def says(village: Village, text: str, *, seen: int | None, by: str = "noy") -> Saved:
    person = village.seng if by == "seng" else village.noy
    return drafts.answer(village.uow, village.plan, PROBLEM, Part("text", text), by=person, seen=seen, now=NOW)


def stands(village: Village) -> str:
    found = village.uow.plans.answer(village.plan, PROBLEM.key)
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
        assert says(village, "one", seen=0) == Saved("kept", 3)
        assert says(village, "three", seen=1) == Saved("kept", 5)
        assert stands(village) == "three"
        assert [answer.text for answer in uow.plans.history(village.plan, "problem")] == ["one", "three"]
        assert village.now().revision == 2


def test_an_answer_to_what_one_did_not_see_waits(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        says(village, "hers", seen=0)
        assert says(village, "his", seen=0, by="seng") == Saved("two", 3)
        assert stands(village) == "hers"
        drafts.settle(uow, village.plan, PROBLEM, "both", by=village.seng, now=NOW)
        assert stands(village) == "hers\nhis"
        with pytest.raises(Stale):
            drafts.settle(uow, village.plan, PROBLEM, "both", by=village.seng, now=NOW)


def test_ones_own_older_page_replaces_ones_own_answer(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        says(village, "one", seen=0)
        assert says(village, "two", seen=0).state == "kept"


def test_a_later_piece_is_added_to_ones_own_answer_only(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        says(village, "one", seen=0)
        photo = Part("photo", "", MediumId(uow.media.add(now=NOW, kind="photo", file_id="x")))
        drafts.append(uow, village.plan, PROBLEM, photo, by=village.noy, now=NOW)
        found = uow.plans.answer(village.plan, "problem")
        assert found is not None
        assert [part.kind for part in found.parts] == ["text", "photo"]
        more = drafts.append(uow, village.plan, PROBLEM, Part("text", "his"), by=village.seng, now=NOW)
        assert more.state == "two"
        assert stands(village) == "one"


def test_too_long_waits_and_the_beginning_can_be_kept(database: Database) -> None:
    with database.begin() as uow:
        village, short = settle(uow), replace(PROBLEM, longest=5)
        saved = drafts.answer(uow, village.plan, short, Part("text", "1234567"), by=village.noy, seen=0, now=NOW)
        assert saved == Saved("long", 7)
        assert stands(village) == ""
        drafts.settle(uow, village.plan, short, "first", by=village.noy, now=NOW)
        assert stands(village) == "12345"


def test_clearing_and_restoring(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        with pytest.raises(Stale):
            drafts.restore(uow, village.plan, PROBLEM, by=village.noy, now=NOW)
        says(village, "one", seen=0)
        drafts.clear(uow, village.plan, PROBLEM, by=village.seng, now=NOW)
        drafts.clear(uow, village.plan, PROBLEM, by=village.seng, now=NOW)
        assert (stands(village), village.now().revision) == ("", 2)
        drafts.restore(uow, village.plan, PROBLEM, by=village.seng, now=NOW)
        found = uow.plans.answer(village.plan, "problem")
        assert found is not None
        assert (found.text, found.author_name) == ("one", "Noy")


def test_lao_is_kept_in_one_spelling() -> None:
    assert drafts.part_of(incoming.Answer("text", " ນ້ໍາ ")).text == "ນ້ຳ"
    for answer in (incoming.Answer("text", "  "), incoming.Answer("contact", "x"), incoming.Answer("photo")):
        with pytest.raises(Refused):
            drafts.part_of(answer)


def test_the_leader_sends_members_hear_of_it_and_a_version_is_read_back(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        village.fill()
        agreements.ask(uow, village.now(), by=village.noy, now=NOW)
        live = versions.live(uow, plan_view.whole(uow, LIBRARY, village.now()), at=NOW)
        submission = submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=NOW, now=NOW)
        assert village.now().state is PlanState.SUBMITTED
        assert ("plan_submitted", village.seng.id) in told(uow)
        assert ("plan_submitted", village.noy.id) not in told(uow)
        found = uow.plans.submission(submission)
        assert found is not None
        assert versions.thawed(found) == replace(live, number=1)
        assert versions.thawed(found).tally.agree == 1


def test_who_may_not_send_and_when(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        with pytest.raises(Refused, match="still empty"):
            submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=NOW, now=NOW)
        village.fill()
        for person, at in ((village.seng, NOW), (village.bo, NOW), (village.noy, DEADLINE + timedelta(seconds=1))):
            with pytest.raises(Refused):
                submissions.submit(uow, LIBRARY, village.plan, by=person, at=at, now=at)
        late = DEADLINE + timedelta(hours=5)  # the message was written in time, the bot read it later
        submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=DEADLINE, now=late)
        with pytest.raises(Refused, match="the experts are reading it"):
            submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=NOW, now=late)


def test_a_decision_counts_once(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        village.fill()
        submissions.approve(uow, LIBRARY, village.plan, by=village.mali.id, now=NOW)
        assert village.now().state is PlanState.DRAFT
        submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=NOW, now=NOW)
        submissions.give_back(uow, village.plan, by=village.mali.id, now=NOW)
        submissions.give_back(uow, village.plan, by=village.mali.id, now=NOW)
        submissions.approve(uow, LIBRARY, village.plan, by=village.mali.id, now=NOW)
        assert village.now().state is PlanState.RETURNED
        assert told(uow).count(("plan_returned", village.seng.id)) == 1
        says(village, "better", seen=1)
        submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=NOW, now=NOW)
        latest = uow.plans.latest_submission(village.plan)
        assert latest is not None
        assert latest.version == 2
        submissions.approve(uow, LIBRARY, village.plan, by=village.mali.id, now=NOW)
        assert village.now().state is PlanState.APPROVED
        assert told(uow).count(("plan_approved", village.noy.id)) == 1
        with pytest.raises(Refused, match="has passed"):
            says(village, "too late", seen=2)


def test_the_title_is_the_given_one_then_the_idea_then_the_group(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        assert plan_view.whole(uow, LIBRARY, village.now()).title == "Asparagus"
        idea = Part("text", "Cut early\nand wrap")
        drafts.answer(uow, village.plan, step("idea"), idea, by=village.noy, seen=0, now=NOW)
        assert plan_view.whole(uow, LIBRARY, village.now()).title == "Cut early"
        drafts.name(uow, village.plan, " Fresh   spears ", by=village.noy, now=NOW)
        assert plan_view.whole(uow, LIBRARY, village.now()).title == "Fresh spears"
        for title, by in (("", village.noy), ("x" * 121, village.noy), ("ours", village.bo)):
            with pytest.raises(Refused):
                drafts.name(uow, village.plan, title, by=by, now=NOW)


def test_only_members_present_count_and_only_for_what_stands(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        plan = village.now()
        assert agreements.ask(uow, plan, by=village.noy, now=NOW) == 1
        agreements.give(uow, plan, by=village.seng, agrees=True, revision=plan.revision, now=NOW)
        assert (agreements.tally(uow, plan).agree, agreements.tally(uow, plan).of) == (2, 2)
        uow.groups.leave(village.group, village.seng.id)
        assert (agreements.tally(uow, plan).agree, agreements.tally(uow, plan).of) == (1, 1)
        says(village, "changed", seen=0)
        assert (agreements.tally(uow, village.now()).agree, agreements.tally(uow, village.now()).outdated) == (0, 1)
        with pytest.raises(Stale):
            agreements.give(uow, village.now(), by=village.noy, agrees=True, revision=plan.revision, now=NOW)
        for person in (village.seng, village.bo, village.mali):
            with pytest.raises(Refused):
                agreements.give(uow, plan, by=person, agrees=True, revision=plan.revision, now=NOW)


def test_a_reason_belongs_to_somebody_who_does_not_agree(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        plan = village.now()
        with pytest.raises(Stale):
            agreements.explain(uow, plan, incoming.Answer("text", "dear"), by=village.seng, now=NOW)
        agreements.give(uow, plan, by=village.seng, agrees=False, revision=plan.revision, now=NOW)
        with pytest.raises(Refused, match="too long"):
            agreements.explain(uow, plan, incoming.Answer("text", "x" * 1001), by=village.seng, now=NOW)
        agreements.explain(uow, plan, incoming.Answer("text", "dear"), by=village.seng, now=NOW)
        assert [(one.name, one.reason) for one in agreements.tally(uow, plan).objections] == [("Seng", "dear")]
        assert told(uow) == [("agree_objected", village.noy.id)]
