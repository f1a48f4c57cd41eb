"""Members without a phone, shared and lost phones, agreement and a new leader: the verbs, on both databases."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from bot.domain.agreements import Needed
from bot.domain.ids import AccountId, PersonId
from bot.domain.plans import Part
from bot.domain.refused import Refused, Stale
from bot.services import invites, people
from bot.services.groups import handovers, members
from bot.services.plans import agreements, contents, drafts
from bot.store.database import Database
from tests.planning import NOW, Village, settle, step, told

SENG = AccountId(1002)


@pytest.mark.parametrize(
    ("rule", "numbers"),
    [
        (Needed.ALL, (0, 1, 2, 12)),
        (Needed.TWO_THIRDS, (0, 1, 2, 8)),
        (Needed.HALF, (0, 1, 2, 7)),
        (Needed.NONE, (0, 0, 0, 0)),
    ],
)
def test_how_many_have_to_agree(rule: Needed, numbers: tuple[int, ...]) -> None:
    assert tuple(rule.of(members_) for members_ in (0, 1, 2, 12)) == numbers


def phoneless(village: Village, name: str) -> PersonId:
    return members.enter(village.uow, village.group, name, by=village.noy, now=NOW)


def test_a_member_without_a_phone_is_counted_and_then_shares_one(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        kham = phoneless(village, "Kham")
        members.say_sex(uow, village.group, kham, "woman", by=village.noy)
        assert [one.name for one in members.phoneless(uow, village.group)] == ["Kham"]
        plan = village.now()
        tell = partial(agreements.tell_for, uow, plan, by=village.noy, revision=plan.revision, now=NOW)
        tell(kham, agrees=True)
        counted = agreements.tally(uow, plan)
        assert (counted.agree, counted.of, counted.women, counted.told) == (1, 3, 1, 1)
        tell(kham, agrees=False)
        assert agreements.tally(uow, plan).agree == 0
        with pytest.raises(Refused, match="has a phone"):
            tell(village.seng.id, agrees=True)
        with pytest.raises(Refused, match="Only the group leader"):
            agreements.tell_for(uow, plan, kham, agrees=True, by=village.seng, revision=plan.revision, now=NOW)
        members.share_phone(uow, SENG, kham, by=village.seng, now=NOW)
        members.share_phone(uow, SENG, kham, by=village.seng, now=NOW)
        assert [one.name for one in uow.people.speakers(SENG)] == ["Seng", "Kham"]
        assert uow.people.shared(SENG)
        assert members.phoneless(uow, village.group) == []
        with pytest.raises(Refused, match="not in the group"):
            members.share_phone(uow, SENG, village.bo.id, by=village.seng, now=NOW)


def test_who_speaks_is_chosen_among_those_whom_the_phone_serves(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        kham = phoneless(village, "Kham")
        members.share_phone(uow, SENG, kham, by=village.seng, now=NOW)
        people.speak(uow, SENG, kham)
        assert uow.people.person_of(SENG) == kham
        with pytest.raises(Refused, match="does not use this phone"):
            people.speak(uow, SENG, village.noy.id)
        people.decline(uow, by=kham)  # whoever does not want to be kept is gone; the phone speaks for the other again
        assert uow.people.person_of(SENG) == village.seng.id


def test_a_moved_person_leaves_the_old_phone_at_once(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        new = AccountId(2001)
        uow.people.account(new, now=NOW)
        code = invites.for_person(uow, village.seng.id, by=village.noy, now=NOW)
        assert invites.move(uow, code, new, now=NOW) == village.seng.id
        assert uow.people.account_of(village.seng.id) == new
        assert uow.people.person_of(SENG) is None
        with pytest.raises(Refused, match="run out"):
            invites.move(uow, code, AccountId(1003), now=NOW)
        with pytest.raises(Refused, match="administrator"):
            invites.for_person(uow, village.noy.id, by=village.seng, now=NOW)


def test_a_change_after_an_agreement_is_told_once_and_only_when_it_is_calm(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        first = Part("text", "few shoots")
        drafts.answer(uow, village.plan, step("problem"), first, by=village.noy, seen=0, now=NOW)
        plan = village.now()
        agreements.give(uow, plan, by=village.seng, agrees=True, revision=plan.revision, now=NOW)
        later = NOW + timedelta(hours=1)
        assert agreements.ask_again(uow, now=later) == 0
        drafts.answer(uow, village.plan, step("problem"), Part("text", "no water"), by=village.noy, seen=1, now=later)
        assert agreements.ask_again(uow, now=later + timedelta(minutes=29)) == 0
        assert agreements.ask_again(uow, now=later + timedelta(minutes=30)) == 1
        assert agreements.ask_again(uow, now=later + timedelta(minutes=35)) == 0
        (change,) = agreements.changed(uow, village.now(), agreements.voice(uow, village.now(), village.seng.id))
        assert (change.step, getattr(change.old, "text", ""), getattr(change.new, "text", "")) == (
            *("problem", "few shoots"),
            "no water",
        )
        with pytest.raises(Stale):
            agreements.give(uow, plan, by=village.seng, agrees=True, revision=plan.revision, now=later)


def test_a_snapshot_says_what_the_plan_said(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        village.fill()
        before = contents.now(uow, village.now())
        contents.keep(uow, village.now())
        revision = village.now().revision
        drafts.clear(uow, village.plan, step("problem"), by=village.noy, now=NOW)
        assert contents.kept(uow, village.now(), revision) == before
        assert contents.kept(uow, village.now(), revision + 7) is None
        (change,) = contents.changes(before, contents.now(uow, village.now()))
        assert (change.step, change.new) == ("problem", None)
        assert contents.steps([change]) == {"problem"}


def test_two_of_three_make_a_new_leader(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        uow.groups.join(village.group, village.bo.id, leader=False, now=NOW)
        asked = handovers.ask(uow, village.group, by=village.seng, now=NOW)
        assert handovers.ask(uow, village.group, by=village.bo, now=NOW) == asked
        assert handovers.answer(uow, asked, True, by=village.bo, now=NOW) == "passed"
        assert [leader.name for leader in uow.groups.leaders(village.group)] == ["Seng"]
        with pytest.raises(Stale):
            handovers.answer(uow, asked, False, by=village.bo, now=NOW)
        again = handovers.ask(uow, village.group, by=village.noy, now=NOW)
        assert handovers.lapse(uow, now=NOW + handovers.OPEN) == 1
        found = uow.handovers.get(again)
        assert found is not None
        assert found.state == "lapsed"


def test_one_phone_is_one_voice(database: Database) -> None:
    """Names that somebody adds to their own phone make no majority."""
    with database.begin() as uow:
        village = settle(uow)
        uow.groups.join(village.group, village.bo.id, leader=False, now=NOW)
        added = [phoneless(village, name) for name in ("Kham", "Boun")]
        for person in added:
            members.share_phone(uow, SENG, person, by=village.seng, now=NOW)
        asked = handovers.ask(uow, village.group, by=village.seng, now=NOW)
        for person in added:
            speaker = uow.people.get(person)
            assert speaker is not None
            assert handovers.answer(uow, asked, True, by=speaker, now=NOW) == ""
        question = handovers.open_handover(uow, asked, by=village.bo)
        assert (question.agree, question.needed) == (1, 2)
        assert handovers.answer(uow, asked, True, by=village.bo, now=NOW) == "passed"
        news = [person for notice, person in told(uow) if notice == "leader_changed"]
        assert news == [village.noy.id, village.bo.id, added[0]]  # once to the phone that is shared
