"""Rounds as they are kept: what may follow what, and who may do it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from bot.domain.ids import PlanId, RoundId
from bot.domain.people import Person, Role
from bot.domain.refused import Refused, Stale
from bot.services.rounds import rounds
from bot.store.database import Database, UnitOfWork
from bot.store.tables import audit

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LAOS = ZoneInfo("Asia/Vientiane")


def somebody(uow: UnitOfWork, *roles: Role) -> Person:
    person = uow.people.add(now=NOW, name="Mali", language="lo", consented_at=NOW)
    for role in roles:
        uow.people.put_role(person, role, "confirmed", now=NOW)
    found = uow.people.get(person)
    assert found is not None
    return found


def opened(uow: UnitOfWork, mali: Person) -> RoundId:
    new = rounds.begin(uow, 1, by=mali, now=NOW)
    rounds.rename(uow, new, "lo", "ຮອບທີ 1", by=mali, now=NOW)
    rounds.set_deadline(uow, new, date(2027, 1, 15), zone=LAOS, by=mali, now=NOW)
    rounds.start(uow, new, by=mali, now=NOW)
    return new


def submitted(uow: UnitOfWork, round_id: RoundId, name: str) -> PlanId:
    village = uow.groups.village("1704", "ດັກຂຽດ", state="known")
    group = uow.groups.add(now=NOW, name=name, village_id=village, state="active", zone="Asia/Vientiane")
    plan = uow.plans.add(group, round_id, now=NOW)
    uow.plans.change(plan, now=NOW, state="submitted")
    return plan


def test_groups_see_a_round_from_its_opening_until_it_closes(database: Database) -> None:
    with database.begin() as uow:
        mali = somebody(uow, Role.STAFF)
        new = rounds.begin(uow, 1, by=mali, now=NOW)
        assert uow.rounds.open_now(now=NOW) is None
        assert rounds.begin(uow, 1, by=mali, now=NOW) == new
        opened(uow, mali)
        found = uow.rounds.open_now(now=NOW)
        assert found is not None
        assert found.deadline == datetime(2027, 1, 15, 16, 59, 59, tzinfo=UTC)
        rounds.close(uow, new, by=mali, now=NOW)
        assert uow.rounds.open_now(now=NOW) is None
        with pytest.raises(Stale):
            rounds.close(uow, new, by=mali, now=NOW)
        rounds.start(uow, new, by=mali, now=NOW)
        assert uow.rounds.open_now(now=NOW) is not None


def test_today_is_still_a_last_day_and_yesterday_is_not(database: Database) -> None:
    with database.begin() as uow:
        mali = somebody(uow, Role.STAFF)
        new, today = opened(uow, mali), NOW.astimezone(LAOS).date()
        rounds.set_deadline(uow, new, today, zone=LAOS, by=mali, now=NOW)
        with pytest.raises(Refused):
            rounds.set_deadline(uow, new, today - timedelta(days=1), zone=LAOS, by=mali, now=NOW)


def test_positions_are_shared_taken_away_and_never_beyond_the_number_of_plans(database: Database) -> None:
    with database.begin() as uow:
        mali = somebody(uow, Role.STAFF)
        new = opened(uow, mali)
        one, two = submitted(uow, new, "ໜໍ່ໄມ້"), submitted(uow, new, "ໝູ")
        with pytest.raises(Refused):
            rounds.set_position(uow, one, 1, by=mali, now=NOW)
        rounds.close(uow, new, by=mali, now=NOW)
        for plan in (one, two):
            rounds.set_position(uow, plan, 1, by=mali, now=NOW)
        with pytest.raises(Stale):
            rounds.set_position(uow, two, 3, by=mali, now=NOW)
        assert rounds.first(uow, new) == []
        rounds.set_position(uow, two, None, by=mali, now=NOW)
        assert rounds.release(uow, new, by=mali, now=NOW) == 2
        assert rounds.first(uow, new) == ["ໜໍ່ໄມ້"]
        with pytest.raises(Stale):
            rounds.release(uow, new, by=mali, now=NOW)


def test_names_are_tidied_and_bounded(database: Database) -> None:
    with database.begin() as uow:
        mali = somebody(uow, Role.STAFF)
        new = rounds.begin(uow, 1, by=mali, now=NOW)
        rounds.rename(uow, new, "en", "  Round \n 2 ", by=mali, now=NOW)
        assert rounds.open_round(uow, new, by=mali).name == {"en": "Round 2"}
        for name in ("", "  ", "x" * 61):
            with pytest.raises(Refused):
                rounds.rename(uow, new, "en", name, by=mali, now=NOW)
        with pytest.raises(Stale):
            rounds.rename(uow, new, "th", "Round", by=mali, now=NOW)


def test_only_staff_do_anything_with_rounds(database: Database) -> None:
    with database.begin() as uow:
        mali, noy = somebody(uow, Role.STAFF), somebody(uow)
        new = opened(uow, mali)
        plan = submitted(uow, new, "ໜໍ່ໄມ້")
        with pytest.raises(Refused):
            rounds.begin(uow, 1, by=noy, now=NOW)
        with pytest.raises(Refused):
            rounds.close(uow, new, by=noy, now=NOW)
        with pytest.raises(Refused):
            rounds.set_position(uow, plan, 1, by=noy, now=NOW)
        with pytest.raises(Refused):
            rounds.open_round(uow, RoundId(99), by=mali)


def test_what_staff_did_is_in_the_log(database: Database) -> None:
    with database.begin() as uow:
        mali = somebody(uow, Role.STAFF)
        new = opened(uow, mali)
        rounds.close(uow, new, by=mali, now=NOW)
        verbs = uow.connection.execute(sa.select(audit.c.verb).order_by(audit.c.id)).scalars().all()
        assert verbs == ["named", "set the deadline 2027-01-15 of", "opened", "closed"]
