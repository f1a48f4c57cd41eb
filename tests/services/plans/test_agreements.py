"""Who agrees to which revision, and why somebody does not."""

from datetime import timedelta
from functools import partial

import pytest

from bot.domain import incoming
from bot.domain.agreements import Needed
from bot.domain.plans import Part
from bot.domain.refused import Forbidden, Refused, Stale
from bot.services.plans import agreements, drafts
from bot.services.plans.drafts import Saved
from bot.store.database import Database
from tests.planning import LIBRARY, NOW, Village, settle, step, told

PROBLEM = step("problem")


def says(village: Village, text: str, *, by: str = "noy") -> Saved:
    person = village.seng if by == "seng" else village.noy
    return drafts.answer(village.uow, village.plan, PROBLEM, Part("text", text), by=person, now=NOW)


def test_only_members_present_count_and_only_for_what_stands(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        village.fill()
        plan = village.now()
        assert agreements.ask(uow, LIBRARY, plan, by=village.noy, now=NOW) == 1
        agreements.give(uow, plan, by=village.seng, agrees=True, revision=plan.revision, now=NOW)
        assert (agreements.tally(uow, plan).agree, agreements.tally(uow, plan).of) == (2, 2)
        uow.groups.leave(village.group, village.seng.id)
        assert (agreements.tally(uow, plan).agree, agreements.tally(uow, plan).of) == (1, 1)
        says(village, "changed")
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


def test_a_change_after_an_agreement_is_told_once_and_only_when_it_is_calm(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        first = Part("text", "few shoots")
        drafts.answer(uow, village.plan, step("problem"), first, by=village.noy, now=NOW)
        plan = village.now()
        agreements.give(uow, plan, by=village.seng, agrees=True, revision=plan.revision, now=NOW)
        later = NOW + timedelta(hours=1)
        assert agreements.ask_again(uow, LIBRARY, now=later) == 0
        drafts.answer(uow, village.plan, step("problem"), Part("text", "no water"), by=village.noy, now=later)
        assert agreements.ask_again(uow, LIBRARY, now=later + timedelta(minutes=29)) == 0
        assert agreements.ask_again(uow, LIBRARY, now=later + timedelta(minutes=30)) == 1
        assert agreements.ask_again(uow, LIBRARY, now=later + timedelta(minutes=35)) == 0
        (change,) = agreements.changed(uow, village.now(), agreements.voice(uow, village.now(), village.seng.id))
        assert (change.step, getattr(change.old, "text", ""), getattr(change.new, "text", "")) == (
            *("problem", "few shoots"),
            "no water",
        )
        with pytest.raises(Stale):
            agreements.give(uow, plan, by=village.seng, agrees=True, revision=plan.revision, now=later)


def test_who_may_ask_and_speak_for_others(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        plan = village.now()
        tell = partial(agreements.tell_for, uow, plan, village.seng.id, agrees=True, revision=plan.revision, now=NOW)
        with pytest.raises(Forbidden):
            agreements.ask(uow, LIBRARY, plan, by=village.bo, now=NOW)
        with pytest.raises(Forbidden):
            tell(by=village.seng)
        with pytest.raises(Refused, match="has a phone"):
            tell(by=village.noy)
        uow.rounds.change(plan.round, agreement="all")
        with pytest.raises(Refused, match="Still missing"):
            agreements.demand(uow, plan, by=village.noy, now=NOW)
        agreements.give(uow, plan, by=village.seng, agrees=True, revision=plan.revision, now=NOW)
        agreements.demand(uow, plan, by=village.noy, now=NOW)
        assert agreements.with_sender(uow, plan, agreements.tally(uow, plan), by=village.noy.id) == 2


def test_nobody_is_asked_about_a_plan_in_which_something_required_is_empty(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        village.fill()
        for key in ("problem", "risks"):
            drafts.clear(uow, village.plan, step(key), by=village.noy, now=NOW)
        with pytest.raises(Refused, match="is still empty") as refused:
            agreements.ask(uow, LIBRARY, village.now(), by=village.noy, now=NOW)
        assert refused.value.values["list"] == "2"  # item 10 is not required
        assert told(uow) == []
        drafts.answer(uow, village.plan, PROBLEM, Part("text", "no water"), by=village.noy, now=NOW)
        assert agreements.ask(uow, LIBRARY, village.now(), by=village.noy, now=NOW) == 1
        assert agreements.ask(uow, LIBRARY, village.now(), by=village.noy, now=NOW) == 0
