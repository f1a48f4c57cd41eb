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
    found = village.uow.plans.action(action)  # type: ignore[arg-type]
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
        actions.price(uow, action, "cost", 700_000, by=seng, now=NOW)
        actions.plan_day(uow, action, "due", date(2027, 2, 1), by=seng, now=NOW)
        actions.say(uow, action, "who", "Bua", by=seng, now=NOW)
        actions.say(uow, action, "what", "Dig many holes", by=seng, now=NOW)
        assert {field for field, *_ in lost(village, action)} == {"what", "who", "due", "cost"}
        assert told(uow) == [("line_replaced", noy.id)] * 4
        for one in uow.line_values.of(action):  # type: ignore[arg-type]
            if one.ended and one.author == noy.id:
                actions.bring_back(uow, one.id, by=noy, now=NOW)
        found = uow.plans.action(action)  # type: ignore[arg-type]
        assert found is not None
        assert (found.what, found.who, found.owner) == ("Dig holes", "Noy", noy.id)
        assert (found.due, found.cost) == (date(2027, 1, 15), 500_000)
        assert told(uow)[4:] == [("line_replaced", seng.id)] * 4


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
        action = uow.plans.add_action(village.plan, now=NOW, what="Dig holes", cost=5)
        actions.price(uow, action, "cost", 6, by=village.noy, now=NOW)
        assert lost(village, action) == [("cost", 5)]
        assert told(uow) == []
