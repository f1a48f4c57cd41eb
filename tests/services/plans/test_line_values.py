"""Values of lines that were replaced: kept, told, and brought back – on every database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.services.plans import actions, line_values
from bot.store.database import Database
from tests.planning import NOW, Village, settle, told


def line(village: Village) -> int:
    return actions.add(village.uow, village.plan, "Dig holes", by=village.noy, now=NOW)


def lost(village: Village, action: int) -> list[tuple[str, object]]:
    found = village.uow.actions.get(action)  # type: ignore[arg-type]
    assert found is not None
    return [(one.field, *one.value.values()) for one in line_values.come_back(village.uow, found, now=NOW)]


def test_every_value_is_kept_and_comes_back_and_its_author_is_told(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        action, noy, seng = line(village), village.noy, village.seng
        actions.price(uow, action, "cost", 500_000, by=noy, now=NOW)
        actions.plan_day(uow, action, "due", date(2027, 1, 15), by=noy, now=NOW)
        actions.own(uow, action, noy.id, by=noy, now=NOW)
        assert (lost(village, action), told(uow)) == ([], [])
        waiting = [
            actions.price(uow, action, "cost", 700_000, by=seng, now=NOW),
            actions.plan_day(uow, action, "due", date(2027, 2, 1), by=seng, now=NOW),
            actions.say(uow, action, "who", "Bua", by=seng, now=NOW),
            actions.say(uow, action, "what", "Dig many holes", by=seng, now=NOW),
        ]
        assert told(uow) == []
        for waits in waiting:
            assert waits is not None
            actions.settle(uow, waits, "mine", by=seng, now=NOW)
        assert {field for field, *_ in lost(village, action)} == {"what", "who", "due", "cost"}
        assert told(uow) == [("line_replaced", noy.id)] * 4
        for one in uow.line_values.of(action):  # type: ignore[arg-type]
            if one.ended and one.author == noy.id:
                actions.bring_back(uow, one.id, by=noy, now=NOW)
        found = uow.actions.get(action)  # type: ignore[arg-type]
        assert found is not None
        assert (found.what, found.who, found.owner) == ("Dig holes", "Noy", noy.id)
        assert (found.due, found.cost) == (date(2027, 1, 15), 500_000)
        assert told(uow)[4:] == [("line_replaced", seng.id)] * 4


def words(village: Village, action: int, field: str) -> object:
    found = village.uow.actions.get(action)  # type: ignore[arg-type]
    return getattr(found, field)


SETTLED = {"mine": "Holes and water", "theirs": "Dig holes", "both": "Dig holes, Holes and water"}


@pytest.mark.parametrize("choice", list(SETTLED))
def test_anothers_words_stand_until_it_is_chosen_and_a_choice_is_made_once(database: Database, choice: str) -> None:
    with database.begin() as uow:
        village = settle(uow)
        action = line(village)
        waits = actions.say(uow, action, "what", "Holes and water", by=village.seng, now=NOW)
        assert waits is not None
        assert words(village, action, "what") == "Dig holes"
        actions.settle(uow, waits, choice, by=village.seng, now=NOW)
        assert words(village, action, "what") == SETTLED[choice]
        revision = village.now().revision
        if choice != "theirs":
            with pytest.raises(Stale):
                actions.settle(uow, waits, choice, by=village.seng, now=NOW)
        assert village.now().revision == revision
        assert told(uow) == [("line_replaced", village.noy.id)] * (choice != "theirs")
        kept = {"mine": "Dig holes", "theirs": "Holes and water", "both": "Holes and water"}
        assert lost(village, action) == [("what", kept[choice])]


def test_ones_own_and_the_same_value_ask_nothing(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        action = line(village)
        assert actions.say(uow, action, "what", "Dig", by=village.noy, now=NOW) is None
        assert actions.say(uow, action, "what", "Dig", by=village.seng, now=NOW) is None
        assert actions.price(uow, action, "cost", 5, by=village.seng, now=NOW) is None  # nothing stood there
        actions.empty(uow, action, "cost", by=village.noy, now=NOW)
        assert actions.price(uow, action, "cost", 6, by=village.noy, now=NOW) is None


def test_two_sums_or_days_cannot_both_stand_and_a_cost_takes_the_share_down(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        action = line(village)
        actions.plan_day(uow, action, "due", date(2027, 1, 15), by=village.noy, now=NOW)
        actions.price(uow, action, "cost", 500_000, by=village.noy, now=NOW)
        actions.price(uow, action, "own", 400_000, by=village.noy, now=NOW)
        day = actions.plan_day(uow, action, "due", date(2027, 2, 1), by=village.seng, now=NOW)
        cost = actions.price(uow, action, "cost", 100_000, by=village.seng, now=NOW)
        assert day is not None
        assert cost is not None
        for waits in (day, cost):
            for forged in ("both", "all"):
                with pytest.raises(Stale):
                    actions.settle(uow, waits, forged, by=village.seng, now=NOW)
        actions.settle(uow, cost, "mine", by=village.seng, now=NOW)
        assert (words(village, action, "cost"), words(village, action, "own")) == (100_000, 100_000)


def test_a_name_and_another_one_are_nobodys_work_alone(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        action = line(village)
        actions.own(uow, action, village.noy.id, by=village.noy, now=NOW)
        waits = actions.own(uow, action, village.seng.id, by=village.seng, now=NOW)
        assert waits is not None
        actions.settle(uow, waits, "both", by=village.seng, now=NOW)
        assert (words(village, action, "who"), words(village, action, "owner")) == ("Noy, Seng", None)


def test_nobody_settles_what_another_wrote_or_what_is_old_or_too_long(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        action = line(village)
        waits = actions.say(uow, action, "what", "Holes", by=village.seng, now=NOW)
        assert waits is not None
        for which, by, later, refusal in (
            (waits, village.noy, 0, Stale),
            (waits, village.bo, 0, Forbidden),
            (waits, village.seng, 8, Stale),
            (999, village.seng, 0, Missing),
        ):
            with pytest.raises(refusal):
                actions.settle(uow, which, "mine", by=by, now=NOW + timedelta(days=later))
        long = actions.say(uow, action, "what", "x" * 499, by=village.seng, now=NOW)
        assert long is not None
        with pytest.raises(Refused):
            actions.settle(uow, long, "both", by=village.seng, now=NOW)
        assert words(village, action, "what") == "Dig holes"


def test_what_was_emptied_comes_back_and_a_sum_never_above_its_cost(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        action = line(village)
        actions.price(uow, action, "cost", 500_000, by=village.noy, now=NOW)
        actions.price(uow, action, "own", 400_000, by=village.noy, now=NOW)
        actions.price(uow, action, "cost", 100_000, by=village.noy, now=NOW)  # the share goes down with it
        own = next(one for one in uow.line_values.of(action) if one.field == "own" and one.ended)  # type: ignore[arg-type]
        with pytest.raises(Refused):
            actions.bring_back(uow, own.id, by=village.noy, now=NOW)
        actions.empty(uow, action, "cost", by=village.noy, now=NOW)
        assert ("cost", 100_000) in lost(village, action)


def test_who_may_not_and_what_is_too_old_brings_nothing_back(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        action = line(village)
        actions.say(uow, action, "what", "Dig", by=village.noy, now=NOW)
        old = uow.line_values.of(action)[0].id  # type: ignore[arg-type]
        for which, by, later, refusal in (
            (old, village.bo, 0, Forbidden),
            (999, village.noy, 0, Missing),
            (old + 1, village.noy, 0, Stale),
            (old, village.noy, 8, Stale),
        ):
            with pytest.raises(refusal):
                actions.bring_back(uow, which, by=by, now=NOW + timedelta(days=later))
        actions.bring_back(uow, old, by=village.noy, now=NOW)
        with pytest.raises(Stale):
            actions.bring_back(uow, old, by=village.noy, now=NOW)


def test_a_line_of_an_older_version_keeps_what_nobody_noted(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        action = uow.actions.add(village.plan, now=NOW, what="Dig holes", cost=5)
        actions.price(uow, action, "cost", 6, by=village.noy, now=NOW)
        assert lost(village, action) == [("cost", 5)]
        assert told(uow) == []
