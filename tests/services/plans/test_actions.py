"""The verbs of the table of actions: bounds, owners, order, and sums that are always right."""

from datetime import date

import pytest

from bot.domain.plans import Action, Costs, costs
from bot.domain.refused import Refused, Stale
from bot.services.plans import actions, plan_view, submissions
from bot.store.database import Database
from tests.planning import LIBRARY, NOW, Village, settle


def rows(village: Village) -> list[Action]:
    return village.uow.actions.of_plan(village.plan)


def test_a_new_line_says_what_it_lacks_until_it_is_whole(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        line = actions.add(uow, village.plan, "Dig holes", by=village.seng, now=NOW)
        assert plan_view.lacking(rows(village)[0]) == ("who", "due", "cost")
        actions.own(uow, line, village.seng.id, by=village.noy, now=NOW)
        actions.plan_day(uow, line, "due", date(2027, 1, 15), by=village.noy, now=NOW)
        actions.price(uow, line, "cost", 0, by=village.noy, now=NOW)
        (row,) = rows(village)
        assert plan_view.lacking(row) == ()
        assert (row.owner, row.who, row.complete) == (village.seng.id, "Seng", True)


def test_a_typed_name_finds_the_member_and_another_name_nobody(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        line = actions.add(uow, village.plan, "Dig holes", by=village.noy, now=NOW)
        actions.say(uow, line, "who", "SENG", by=village.noy, now=NOW)
        assert rows(village)[0].owner == village.seng.id
        actions.say(uow, line, "who", "Aunt Bua", by=village.noy, now=NOW)
        assert (rows(village)[0].who, rows(village)[0].owner) == ("Aunt Bua", None)
        with pytest.raises(Stale):
            actions.own(uow, line, village.bo.id, by=village.noy, now=NOW)


def test_what_buttons_claim_is_checked(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        line = actions.add(uow, village.plan, "Dig holes", by=village.noy, now=NOW)
        for kip in (-1, actions.LARGEST + 1):
            with pytest.raises(Stale):
                actions.price(uow, line, "cost", kip, by=village.noy, now=NOW)
        for field, day in (("due", date(1999, 12, 31)), ("due", date(2100, 1, 1)), ("state", date(2027, 1, 1))):
            with pytest.raises(Stale):
                actions.plan_day(uow, line, field, day, by=village.noy, now=NOW)
        with pytest.raises(Stale):
            actions.say(uow, line, "state", "done", by=village.noy, now=NOW)
        with pytest.raises(Refused, match="too long"):
            actions.say(uow, line, "what", "x" * 501, by=village.noy, now=NOW)
        with pytest.raises(Refused):
            actions.remove(uow, 999, by=village.noy, now=NOW)
        with pytest.raises(Refused):
            actions.remove(uow, line, by=village.bo, now=NOW)


def test_sums_follow_every_change(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        line = actions.add(uow, village.plan, "Dig holes", by=village.noy, now=NOW)
        actions.price(uow, line, "cost", 1_000_000, by=village.noy, now=NOW)
        actions.price(uow, line, "own", 400_000, by=village.noy, now=NOW)
        copy = actions.copy(uow, line, by=village.noy, now=NOW)
        assert costs(rows(village)) == Costs(2_000_000, 800_000, 1_200_000)
        actions.remove(uow, copy, by=village.noy, now=NOW)
        assert costs(rows(village)) == Costs(1_000_000, 400_000, 600_000)
        actions.put_back(uow, copy, by=village.noy, now=NOW)
        with pytest.raises(Stale):
            actions.put_back(uow, copy, by=village.noy, now=NOW)
        actions.price(uow, copy, "cost", 100_000, by=village.noy, now=NOW)  # less than the group pays: no more counts
        assert costs(rows(village)) == Costs(1_100_000, 500_000, 600_000)


def test_lines_change_places_and_stop_at_the_ends(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        one, two, three = (
            actions.add(uow, village.plan, what, by=village.noy, now=NOW) for what in ("one", "two", "three")
        )
        actions.move(uow, three, True, by=village.noy, now=NOW)
        assert [row.id for row in rows(village)] == [one, three, two]
        actions.move(uow, one, True, by=village.noy, now=NOW)
        actions.move(uow, two, False, by=village.noy, now=NOW)
        assert [row.id for row in rows(village)] == [one, three, two]


def test_every_change_grows_the_plan_that_members_agreed_to(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        before = village.now().revision
        line = actions.add(uow, village.plan, "Dig holes", by=village.noy, now=NOW)
        actions.say(uow, line, "sign", "a photo", by=village.noy, now=NOW)
        actions.remove(uow, line, by=village.noy, now=NOW)
        assert village.now().revision == before + 3


def test_a_sent_plan_has_its_lines_frozen(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        village.fill()
        line = actions.add(uow, village.plan, "Dig holes", by=village.noy, now=NOW)
        submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=NOW, now=NOW)
        with pytest.raises(Refused):
            actions.say(uow, line, "what", "Dig more", by=village.noy, now=NOW)
        with pytest.raises(Refused):
            actions.add(uow, village.plan, "Buy", by=village.noy, now=NOW)


def test_a_plan_has_room_for_forty_lines(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        for number in range(actions.MOST):
            actions.add(uow, village.plan, f"work {number}", by=village.noy, now=NOW)
        with pytest.raises(Refused, match="room for"):
            actions.add(uow, village.plan, "one more", by=village.noy, now=NOW)
