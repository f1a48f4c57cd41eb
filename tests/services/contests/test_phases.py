"""Phases follow one another by hand and by date, once, and everybody concerned hears of it."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from bot.domain.contests import PHASES, Contest, Phase
from bot.domain.ids import RoundId
from bot.domain.people import Role
from bot.domain.plans import PlanState, RoundState
from bot.domain.refused import Forbidden, Refused, Stale
from bot.services.contests import contests, phases
from bot.services.rounds import endings, outages, rounds
from bot.store.database import Database, UnitOfWork
from tests import planning
from tests.competing import competition
from tests.planning import LIBRARY, NOW, Village, person
from tests.services.rights import ZONE

DAY = timedelta(days=1)


def settled(uow: UnitOfWork) -> tuple[Village, RoundId]:
    """A competition in which one group has sent its plan."""
    village = planning.settle(uow)
    planning.sent(village)
    round_id = village.now().round
    contests.begin(uow, round_id, by=village.mali, now=NOW)
    uow.plans.set_position(village.plan, 1)
    return village, round_id


def contest(uow: UnitOfWork, round_id: RoundId) -> Contest:
    found = uow.contests.get(round_id)
    assert found is not None
    return found


def test_every_phase_by_hand_with_the_state_of_the_round(database: Database) -> None:
    with database.begin() as uow:
        village, round_id = settled(uow)
        seen = [contest(uow, round_id).phase]
        while contest(uow, round_id).following:
            now = NOW + len(seen) * DAY
            seen.append(phases.advance(uow, LIBRARY, round_id, seen[-1], by=village.mali, now=now))
            state = RoundState.CLOSED if seen[-1] in PHASES[1:5] else RoundState.RELEASED
            found = uow.rounds.get(round_id)
            assert found is not None
            assert found.state is state
        assert tuple(seen) == PHASES
        with pytest.raises(Stale):
            phases.advance(uow, LIBRARY, round_id, Phase.WINNERS, by=village.mali, now=NOW)


def test_a_second_tap_begins_no_second_phase_and_only_staff_begin_one(database: Database) -> None:
    with database.begin() as uow:
        village, round_id = settled(uow)
        with pytest.raises(Forbidden):
            phases.advance(uow, LIBRARY, round_id, Phase.DRAFTING, by=village.noy, now=NOW)
        phases.advance(uow, LIBRARY, round_id, Phase.DRAFTING, by=village.mali, now=NOW)
        with pytest.raises(Stale):
            phases.advance(uow, LIBRARY, round_id, Phase.DRAFTING, by=village.mali, now=NOW)
        assert contest(uow, round_id).phase is Phase.PRESENTING


def test_everybody_concerned_hears_of_a_phase_once(database: Database) -> None:
    with database.begin() as uow:
        village, round_id = settled(uow)
        other = uow.groups.add(now=NOW, name="No plan", village_id=1, project="", state="active", zone="Asia/Vientiane")
        la = person(uow, 1009, "La")
        uow.groups.join(other, la.id, leader=True, now=NOW)
        phases.advance(uow, LIBRARY, round_id, Phase.DRAFTING, by=village.mali, now=NOW)
        for _ in range(2):
            assert contests.tell_phase(uow, round_id, "presenting", after_id=0, now=NOW) is None
        assert contests.tell_phase(uow, round_id, "drafting", after_id=0, now=NOW) is None  # that is over
        told = [who for name, who in planning.told(uow) if name == "phase_begun"]
        kham = next(one.id for one in uow.people.with_role(Role.EXPERT))
        assert sorted(told) == sorted([village.noy.id, village.seng.id, village.mali.id, kham])


def test_a_phase_ends_on_its_day_after_what_arrived_before_it(database: Database) -> None:
    with database.begin() as uow:
        village, round_id = settled(uow)
        phases.advance(uow, LIBRARY, round_id, Phase.DRAFTING, by=village.mali, now=NOW)
        contests.set_end(uow, round_id, "presenting", date(2026, 12, 1), zone=ZONE, by=village.mali, now=NOW)
        ends = contest(uow, round_id).ends
        assert ends is not None
        assert phases.next_at(uow) == ends - phases.WARNED
        assert phases.run_due(uow, LIBRARY, now=ends - DAY / 2) == 0  # by day
        assert phases.next_at(uow) == ends
        assert phases.run_due(uow, LIBRARY, now=ends + DAY) == 1
        assert contest(uow, round_id).phase is Phase.PEERS
        assert phases.run_due(uow, LIBRARY, now=ends + DAY) == 0
        assert phases.next_at(uow) is None


def test_drafting_ends_no_sooner_than_the_last_day_that_outages_moved(database: Database) -> None:
    with database.begin() as uow:
        village, round_id = settled(uow)
        day = date(2026, 12, 1)
        contests.set_end(uow, round_id, "drafting", day, zone=ZONE, by=village.mali, now=NOW)
        found = uow.rounds.get(round_id)
        assert found is not None
        assert found.deadline == contest(uow, round_id).ends
        moved = found.deadline + DAY
        uow.rounds.change(round_id, deadline=moved)
        assert phases.run_due(uow, LIBRARY, now=found.deadline + timedelta(hours=1)) == 1
        assert contest(uow, round_id).phase is Phase.DRAFTING
        assert phases.run_due(uow, LIBRARY, now=moved + timedelta(hours=1)) == 1
        assert contest(uow, round_id).phase is Phase.PRESENTING


def test_outages_extend_the_phase_that_lasts(database: Database) -> None:
    with database.begin() as uow:
        village, round_id = settled(uow)
        phases.advance(uow, LIBRARY, round_id, Phase.DRAFTING, by=village.mali, now=NOW)
        contests.set_end(uow, round_id, "presenting", date(2026, 12, 1), zone=ZONE, by=village.mali, now=NOW)
        before = contest(uow, round_id).ends
        outages.beat(uow, now=NOW)
        outages.measure(uow, zone=ZONE, now=NOW + timedelta(hours=30))
        after = contest(uow, round_id).ends
        assert before is not None
        assert after == before + 2 * DAY  # whole days
        assert phases.next_at(uow) is not None


def test_what_cannot_begin_by_its_date_is_told_to_staff_and_waits(database: Database) -> None:
    with database.begin() as uow:
        village, round_id = settled(uow)
        uow.plans.set_position(village.plan, None)
        for seen in PHASES[:4]:
            phases.advance(uow, LIBRARY, round_id, seen, by=village.mali, now=NOW)
        uow.plans.set_position(village.plan, None)
        with pytest.raises(Refused, match="first position"):
            phases.advance(uow, LIBRARY, round_id, Phase.DECISION, by=village.mali, now=NOW)
        contests.set_end(uow, round_id, "decision", date(2026, 12, 1), zone=ZONE, by=village.mali, now=NOW)
        assert phases.run_due(uow, LIBRARY, now=NOW + 30 * DAY) == 1
        assert phases.run_due(uow, LIBRARY, now=NOW + 30 * DAY) == 0
        assert ("phase_stuck", village.mali.id) in planning.told(uow)
        assert contest(uow, round_id).phase is Phase.DECISION


def test_a_round_that_is_judged_is_not_opened_again(database: Database) -> None:
    with database.begin() as uow:
        village, round_id = settled(uow)
        phases.advance(uow, LIBRARY, round_id, Phase.DRAFTING, by=village.mali, now=NOW)
        rounds.start(uow, round_id, by=village.mali, now=NOW)
        assert contest(uow, round_id).phase is Phase.DRAFTING
        for seen in PHASES[:2]:
            phases.advance(uow, LIBRARY, round_id, seen, by=village.mali, now=NOW)
        with pytest.raises(Refused, match="being judged"):
            rounds.start(uow, round_id, by=village.mali, now=NOW)
        assert uow.plans.get(village.plan).state is PlanState.SUBMITTED  # type: ignore[union-attr]


def test_a_round_without_a_plan_stays_open_by_hand_and_by_date(database: Database) -> None:
    with database.begin() as uow:
        village = planning.settle(uow)
        round_id = village.now().round
        contests.begin(uow, round_id, by=village.mali, now=NOW)
        with pytest.raises(Refused, match="No group has sent"):
            phases.advance(uow, LIBRARY, round_id, Phase.DRAFTING, by=village.mali, now=NOW)
        contests.set_end(uow, round_id, "drafting", date(2026, 12, 1), zone=ZONE, by=village.mali, now=NOW)
        assert phases.run_due(uow, LIBRARY, now=NOW + 60 * DAY) == 1
        contests.set_count(uow, round_id, "experts", 2, by=village.mali, now=NOW + 60 * DAY)  # it is tried again
        assert phases.run_due(uow, LIBRARY, now=NOW + 61 * DAY) == 1
        assert planning.told(uow).count(("phase_stuck", village.mali.id)) == 1
        found = uow.rounds.get(round_id)
        assert found is not None
        assert found.state is RoundState.OPEN
        assert contest(uow, round_id).phase is Phase.DRAFTING


def dated(uow: UnitOfWork, village: Village, round_id: RoundId, **days: int) -> None:
    """Phases that end in December, by their first words."""
    for phase, day in days.items():
        of = next(one for one in PHASES if one.value.startswith(phase))
        contests.set_end(uow, round_id, of, date(2026, 12, day), zone=ZONE, by=village.mali, now=NOW)


def test_a_competition_that_is_opened_after_its_day_stays_open_until_it_has_a_new_one(database: Database) -> None:
    with database.begin() as uow:
        village, round_id = settled(uow)
        dated(uow, village, round_id, drafting=1, presenting=5)
        ends = contest(uow, round_id).ends
        assert ends is not None
        phases.run_due(uow, LIBRARY, now=ends + 10 * DAY)
        assert contest(uow, round_id).phase is Phase.PRESENTING  # and not the one behind it: its day is gone as well
        assert ("phase_undated", village.mali.id) in planning.told(uow)
        assert phases.next_at(uow) is None
        rounds.start(uow, round_id, by=village.mali, now=ends + 11 * DAY)
        for days in (11, 12, 40):
            assert phases.run_due(uow, LIBRARY, now=ends + days * DAY) == 0
        assert contest(uow, round_id).phase is Phase.DRAFTING
        told = [name for name, _ in planning.told(uow)]
        assert told.count("round_ended") <= 1
        late = date(2027, 2, 1)
        contests.set_end(uow, round_id, "drafting", late, zone=ZONE, by=village.mali, now=ends + 12 * DAY)
        found = uow.rounds.get(round_id)
        assert found is not None
        assert found.deadline == contest(uow, round_id).ends == phases.next_at(uow) + phases.WARNED  # type: ignore[operator]


def test_the_last_day_of_the_round_and_the_end_of_drafting_are_one(database: Database) -> None:
    with database.begin() as uow:
        village, round_id = settled(uow)
        dated(uow, village, round_id, drafting=1)
        rounds.set_deadline(uow, round_id, date(2026, 12, 9), zone=ZONE, by=village.mali, now=NOW)
        found = uow.rounds.get(round_id)
        assert found is not None
        assert contest(uow, round_id).ends == found.deadline
        outages.beat(uow, now=NOW)
        outages.measure(uow, zone=ZONE, now=NOW + timedelta(hours=30))
        found = uow.rounds.get(round_id)
        assert found is not None
        assert contest(uow, round_id).ends == found.deadline > found.planned  # type: ignore[operator]


def test_a_phase_that_ended_early_is_in_nobodys_way(database: Database) -> None:
    with database.begin() as uow:
        village, round_id = settled(uow)
        dated(uow, village, round_id, drafting=20)
        phases.advance(uow, LIBRARY, round_id, Phase.DRAFTING, by=village.mali, now=NOW)
        dated(uow, village, round_id, presenting=5)
        with pytest.raises(Refused, match="follow one another"):
            dated(uow, village, round_id, peers=4)


def test_outages_lengthen_the_phases_behind_as_well_and_short_ones_cost_a_day_together(database: Database) -> None:
    with database.begin() as uow:
        village, round_id = settled(uow)
        phases.advance(uow, LIBRARY, round_id, Phase.DRAFTING, by=village.mali, now=NOW)
        dated(uow, village, round_id, presenting=1, peers=3)
        before = dict(contest(uow, round_id).rules.ends)
        for hours in range(4):
            outages.beat(uow, now=NOW + timedelta(hours=hours))
            outages.measure(uow, zone=ZONE, now=NOW + timedelta(hours=hours, minutes=20))
        after = contest(uow, round_id).rules.ends
        assert {phase: at - before[phase] for phase, at in after.items()} == {Phase.PRESENTING: DAY, Phase.PEERS: DAY}
        dated(uow, village, round_id, presenting=1)
        assert contest(uow, round_id).rules.planned.keys() == {Phase.PEERS}


@pytest.mark.parametrize("moves", [False, True])
def test_a_phase_waits_until_staff_say_what_becomes_of_a_long_outage(database: Database, moves: bool) -> None:
    with database.begin() as uow:
        village, round_id = settled(uow)
        phases.advance(uow, LIBRARY, round_id, Phase.DRAFTING, by=village.mali, now=NOW)
        dated(uow, village, round_id, presenting=1)
        outages.beat(uow, now=NOW)
        later = NOW + 30 * DAY
        outages.measure(uow, zone=ZONE, now=later)
        assert ("outage_long", village.mali.id) in planning.told(uow)
        for _ in range(2):
            phases.run_due(uow, LIBRARY, now=later)
        assert contest(uow, round_id).phase is Phase.PRESENTING
        outages.answer(uow, round_id, moves, zone=ZONE, by=village.mali, now=later)
        phases.run_due(uow, LIBRARY, now=later)
        assert contest(uow, round_id).phase is (Phase.PRESENTING if moves else Phase.PEERS)


def test_nothing_of_a_round_that_was_put_away_runs_by_date(database: Database) -> None:
    with database.begin() as uow:
        village = planning.settle(uow)
        round_id = village.now().round
        contests.begin(uow, round_id, by=village.mali, now=NOW)
        dated(uow, village, round_id, drafting=1)
        endings.remove(uow, round_id, by=village.mali, now=NOW)
        assert phases.next_at(uow) is None
        assert phases.run_due(uow, LIBRARY, now=NOW + 60 * DAY) == 0
        assert "phase_stuck" not in {name for name, _ in planning.told(uow)}


def test_everybody_hears_of_each_phase_and_each_end_exactly_once(database: Database) -> None:
    """All phases by date, looked at twice a day and each job done twice: nobody is told anything a second time."""
    with database.begin() as uow:
        here = competition(uow, 3, 3)
        days = zip(PHASES[:-1], range(30, 90, 6), strict=False)
        for phase, after in days:
            day = (NOW + after * DAY).date()
            contests.set_end(uow, here.round, phase, day, zone=ZONE, by=here.mali, now=NOW)
        for hours in range(0, 24 * 80, 12):
            now = NOW + timedelta(hours=hours)
            before = here.now.phase
            while phases.run_due(uow, LIBRARY, now=now):
                pass
            for _ in range(2):
                contests.tell_phase(uow, here.round, here.now.phase, after_id=0, now=now)
            if before is not here.now.phase and here.now.phase is Phase.PRESENTING:
                here.tell(without=(0,))
            if before is not here.now.phase and here.now.phase is Phase.DECISION:
                uow.plans.set_position(here.plans[0], 1)
        assert here.now.phase is Phase.WINNERS
        rows = uow.outbox.due(now=NOW + 365 * DAY, limit=2000)
        said = Counter((row.notice, str(row.args), row.person) for row in rows if row.notice)
        assert [one for one, count in said.items() if count > 1 and one[0].startswith("phase")] == []
        told = Counter((row.notice, row.person) for row in rows)
        leaders = [one.id for one in here.leaders]
        assert [told["phase_begun", one] for one in leaders] == [len(PHASES)] * 3
        assert told["phase_ends", leaders[0]] == 1  # nothing was told about the plan
        assert told["phase_ends", here.mali.id] == 1  # the points wait for staff
        assert told["phase_ends", here.experts[0].id] == 2  # plans to read, and a group to visit
        assert "round_ended" not in {name for name, _ in told}  # everybody had sent the plan


def test_a_phase_that_begins_at_midnight_is_told_in_the_morning(database: Database) -> None:
    with database.begin() as uow:
        village, round_id = settled(uow)
        uow.plans.change(village.plan, now=NOW, state="submitted")
        for phase, day in (("drafting", date(2026, 12, 1)), ("presenting", date(2026, 12, 9))):
            contests.set_end(uow, round_id, phase, day, zone=ZONE, by=village.mali, now=NOW)
        ends = contest(uow, round_id).ends
        assert ends is not None
        midnight, morning = ends + timedelta(minutes=2), datetime(2026, 12, 2, 7, tzinfo=ZONE)
        while job := uow.jobs.take(now=NOW):  # what was asked for before
            uow.jobs.done(job.id)
        assert phases.run_due(uow, LIBRARY, now=midnight) == 1
        assert contest(uow, round_id).phase is Phase.PRESENTING
        assert uow.jobs.take(now=morning - timedelta(minutes=1)) is None
        assert uow.jobs.take(now=morning) is not None  # both the end of the round and the phase
        last = contest(uow, round_id).ends
        assert last is not None
        for at, told in ((last - 2 * DAY + timedelta(minutes=1), False), (last - 2 * DAY + timedelta(hours=8), True)):
            phases.run_due(uow, LIBRARY, now=at)  # two days before, which is midnight as well
            assert ("phase_ends" in [name for name, _ in planning.told(uow)]) == told


def test_what_cannot_begin_at_midnight_is_told_to_staff_in_the_morning(database: Database) -> None:
    with database.begin() as uow:
        village, round_id = settled(uow)
        for seen in PHASES[:4]:
            phases.advance(uow, LIBRARY, round_id, seen, by=village.mali, now=NOW)
        uow.plans.set_position(village.plan, None)
        contests.set_end(uow, round_id, "decision", date(2026, 12, 1), zone=ZONE, by=village.mali, now=NOW)
        for at, told in ((datetime(2026, 12, 2, 0, 1, tzinfo=ZONE), 0), (datetime(2026, 12, 2, 7, tzinfo=ZONE), 1)):
            assert phases.run_due(uow, LIBRARY, now=at) == 1
            assert planning.told(uow).count(("phase_stuck", village.mali.id)) == told
            assert phases.run_due(uow, LIBRARY, now=at) == 0
