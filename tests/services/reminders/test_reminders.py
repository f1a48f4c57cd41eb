"""Reminders: each once, at the group's hour, never at night, one summary after an outage, and then who hears next."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.domain.ids import AccountId, ActionId, ChatId, PlanId
from bot.domain.people import Role
from bot.domain.plans import ActionState
from bot.services.actions import checkins
from bot.services.reminders import reminders
from bot.store.database import Database
from tests.follow_up import action, approved, remind
from tests.story import LIBRARY, Someone, Story


@pytest.fixture
def told(database: Database) -> Story:
    """A story on either database."""
    return Story(database)


def notices(story: Story) -> list[tuple[str, str]]:
    """(who, which notice) for every notice that rang so far."""
    rang = "SELECT chat_id, notice FROM outbox WHERE notice <> '' AND method = 'send' ORDER BY id"
    with story.database.begin() as uow:
        rows = uow.connection.execute(sa.text(rang))
        return [(story.names.get(row.chat_id, str(row.chat_id)), row.notice) for row in rows]


def waiting(story: Story, key: ActionId) -> list[tuple[int, str, datetime]]:
    with story.database.begin() as uow:
        return [(row.days, row.recipient, row.due_at) for row in uow.reminders.waiting(key)]


def at(story: Story, moment: datetime) -> None:
    story.now = moment


def a_group(story: Story) -> tuple[Someone, Someone, PlanId]:
    noy, seng = story.known("Noy"), story.known("Seng")
    return noy, seng, approved(story, story.group(noy, seng))


def test_an_action_is_reminded_before_on_and_after_its_day_at_the_groups_hour(told: Story) -> None:
    _, seng, plan = a_group(told)
    key = action(told, plan, date(2026, 12, 10), seng)
    assert waiting(told, key) == [
        (-3, "owner", datetime(2026, 12, 7, 1, tzinfo=UTC)),  # eight o'clock in Laos
        (0, "owner", datetime(2026, 12, 10, 1, tzinfo=UTC)),
        (3, "owner", datetime(2026, 12, 13, 1, tzinfo=UTC)),
        (5, "leader", datetime(2026, 12, 15, 1, tzinfo=UTC)),
        (10, "staff", datetime(2026, 12, 20, 1, tzinfo=UTC)),
    ]


@pytest.mark.parametrize(
    ("due", "first"),
    [
        (date(2027, 3, 1), date(2027, 2, 26)),
        (date(2028, 3, 1), date(2028, 2, 27)),  # a leap year
        (date(2027, 1, 2), date(2026, 12, 30)),
    ],
)
def test_days_are_counted_over_the_ends_of_months_and_years(told: Story, due: date, first: date) -> None:
    _, seng, plan = a_group(told)
    key = action(told, plan, due, seng)
    assert waiting(told, key)[0][2].date() == first


def test_the_hour_is_that_of_the_groups_own_zone(told: Story) -> None:
    noy = told.known("Noy")
    group = told.group(noy)
    with told.database.begin() as uow:
        uow.groups.change(group, zone="America/New_York", hour=9)
    key = action(told, approved(told, group), date(2027, 3, 15), noy)
    before, on = waiting(told, key)[:2]
    # Summer time began on 14 March 2027: nine o'clock is another instant before and after it.
    assert (before[2].hour, on[2].hour) == (14, 13)


def test_an_hour_in_the_quiet_hours_moves_to_their_end(told: Story) -> None:
    noy = told.known("Noy")
    group = told.group(noy)
    with told.database.begin() as uow:
        uow.groups.change(group, hour=5)
    key = action(told, approved(told, group), date(2026, 12, 10), noy)
    assert waiting(told, key)[0][2] == datetime(2026, 12, 7, 0, tzinfo=UTC)  # seven o'clock in Laos


def test_each_reminder_comes_once_to_the_owner_alone(told: Story) -> None:
    _, seng, plan = a_group(told)
    action(told, plan, date(2026, 12, 10), seng)
    assert remind(told) == 0
    at(told, datetime(2026, 12, 7, 1, 0, 1, tzinfo=UTC))
    assert (remind(told), remind(told)) == (1, 0)
    assert notices(told) == [("Seng", "reminder")]
    assert seng.sees.text == "ຊື້ແນວພັນ – Seng\n⏰ ຍັງເຫຼືອ 3 ມື້\nວຽກນີ້ເຮັດຮອດໃສແລ້ວ?"


def test_an_action_of_somebody_without_a_phone_is_the_leaders(told: Story) -> None:
    noy, _, plan = a_group(told)
    action(told, plan, date(2026, 12, 10))
    told.wait(days=14)
    remind(told)
    assert notices(told) == [("Noy", "reminder")]
    assert "ນາງ ຄຳ" in noy.sees.text


def test_an_owner_who_left_or_blocked_the_bot_is_passed_over(told: Story) -> None:
    noy, seng, plan = a_group(told)
    action(told, plan, date(2026, 12, 10), seng)
    with told.database.begin() as uow:
        uow.people.mark_account(AccountId(seng.number), "blocked", now=told.now)
    at(told, datetime(2026, 12, 7, 2, tzinfo=UTC))
    remind(told)
    assert notices(told) == [("Noy", "reminder")]
    assert noy.sees.text == "ຊື້ແນວພັນ – Seng\n⏰ ຍັງເຫຼືອ 3 ມື້\nຊ່ວຍຖາມ Seng ແດ່\nວຽກນີ້ເຮັດຮອດໃສແລ້ວ?"


def test_the_groups_chat_hears_once_with_who_owns_what(told: Story) -> None:
    noy, seng = told.known("Noy"), told.known("Seng")
    group = told.group(noy, seng)
    with told.database.begin() as uow:
        uow.groups.change(group, chat_id=ChatId(-500), chat_language="lo")
    action(told, approved(told, group), date(2026, 12, 10), seng)
    at(told, datetime(2026, 12, 7, 2, tzinfo=UTC))
    remind(told)
    assert notices(told) == [("Seng", "reminder"), ("-500", "reminder_chat")]
    assert [bubble.text for bubble in told.phones[-500].values()] == ["ຊື້ແນວພັນ – Seng\n⏰ ຍັງເຫຼືອ 3 ມື້\nວຽກນີ້ເຮັດຮອດໃສແລ້ວ?"]


def test_nothing_rings_at_night_and_nothing_is_lost(told: Story) -> None:
    _, seng, plan = a_group(told)
    action(told, plan, date(2026, 12, 10), seng)
    at(told, datetime(2026, 12, 7, 15, tzinfo=UTC))  # ten at night in Laos: the bot was off all day
    assert remind(told) == 1
    assert notices(told) == []
    at(told, datetime(2026, 12, 8, 0, tzinfo=UTC))
    assert remind(told) == 1
    assert notices(told) == [("Seng", "reminder")]
    assert seng.sees.text == "ຊື້ແນວພັນ – Seng\n⏰ ຍັງເຫຼືອ 2 ມື້\nວຽກນີ້ເຮັດຮອດໃສແລ້ວ?"


def test_several_at_the_same_time_are_one_message(told: Story) -> None:
    _, seng, plan = a_group(told)
    for what in ("ຊື້ແນວພັນ", "ຂຸດຂຸມ", "ເຮັດຮົ້ວ"):
        action(told, plan, date(2026, 12, 10), seng, what=what)
    at(told, datetime(2026, 12, 10, 1, tzinfo=UTC) - timedelta(days=3))
    assert remind(told) == 3
    assert notices(told) == [("Seng", "reminder_summary")]
    assert seng.sees.has("⏰ ມີ 3 ວຽກທີ່ບໍ່ຄວນລືມ:", "▫️ ຊື້ແນວພັນ – Seng\nຍັງເຫຼືອ 3 ມື້")


def test_a_bot_that_slept_sends_one_summary_and_does_not_escalate_at_once(told: Story) -> None:
    mali = told.known("Mali", roles=(Role.STAFF,))
    noy, seng, plan = a_group(told)
    for number, what in enumerate(("ຊື້ແນວພັນ", "ຂຸດຂຸມ")):
        action(told, plan, date(2026, 12, 2 + number), seng, what=what)
    at(told, datetime(2026, 12, 14, 2, tzinfo=UTC))  # all of it is long past, even what staff would hear
    assert remind(told) == 10
    assert notices(told) == [("Seng", "reminder_summary")]
    assert seng.sees.text == (
        "ຕອນທີ່ທ່ານບໍ່ມີເນັດ ມີ 2 ເລື່ອງໃໝ່:\n\n🔴 ຊື້ແນວພັນ – Seng\nກາຍກຳນົດ 12 ມື້ແລ້ວ\n\n🔴 ຂຸດຂຸມ – Seng\nກາຍກຳນົດ 11 ມື້ແລ້ວ"
    )
    assert (noy.phone, mali.phone) == ({}, {})
    told.wait(days=2)
    remind(told)
    assert notices(told)[1:] == [("Noy", "reminder_summary")]
    told.wait(days=5)
    remind(told)
    assert notices(told)[2:] == [("Mali", "reminder_summary")]


def test_what_an_outage_left_for_the_next_chunk_does_not_escalate_what_was_just_asked(told: Story) -> None:
    told.known("Mali", roles=(Role.STAFF,))
    _, seng, plan = a_group(told)
    key = action(told, plan, date(2026, 12, 2), seng)
    at(told, datetime(2026, 12, 14, 2, tzinfo=UTC))
    with told.database.begin() as uow:  # the escalations are beyond the first chunk of a long outage
        late = [
            row.id for row in uow.reminders.of_group(uow.groups.of_person(seng.me)[0].group) if row.recipient != "owner"
        ]
        uow.reminders.postpone(late, told.now + timedelta(minutes=1))
    remind(told)
    told.wait(minutes=1)
    assert remind(told) == 2
    assert notices(told) == [("Seng", "reminder")]
    assert [(row[1], row[2].day) for row in waiting(told, key)] == [("leader", 16), ("staff", 21)]


def test_without_an_answer_the_leader_hears_and_then_staff(told: Story) -> None:
    mali = told.known("Mali", roles=(Role.STAFF,), language="en")
    noy, seng, plan = a_group(told)
    action(told, plan, date(2026, 12, 10), seng)
    for _ in range(30):
        told.wait(days=1)
        remind(told)
    assert notices(told) == [("Seng", "reminder")] * 3 + [("Noy", "reminder_leader"), ("Mali", "reminder_staff")]
    assert noy.sees.text == "🔴 ກາຍກຳນົດ 5 ມື້ແລ້ວ\nSeng ຍັງບໍ່ທັນຕອບ: ຊື້ແນວພັນ. ຊ່ວຍຖາມເພິ່ນແດ່"
    assert mali.sees.text == "The group ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ has not answered yet: ຊື້ແນວພັນ – Seng\n10 days late"


def test_an_answer_since_the_due_day_stops_the_escalation(told: Story) -> None:
    told.known("Mali", roles=(Role.STAFF,))
    noy, seng, plan = a_group(told)
    key = action(told, plan, date(2026, 12, 10), seng)
    at(told, datetime(2026, 12, 11, 3, tzinfo=UTC))
    remind(told)
    with told.database.begin() as uow:
        person = uow.people.get(seng.me)
        assert person is not None
        checkins.started(uow, key, by=person, seen=0, now=told.now)
    for _ in range(20):
        told.wait(days=1)
        remind(told)
    assert ("Noy", "reminder_leader") not in notices(told)
    assert ("Mali", "reminder_staff") not in notices(told)
    assert noy.sees.text == "ຊື້ແນວພັນ\nSeng: 🔨 ເລີ່ມແລ້ວ"


def test_nothing_comes_after_done_or_removed(told: Story) -> None:
    _, seng, plan = a_group(told)
    gone = action(told, plan, date(2026, 12, 10), seng)
    with told.database.begin() as uow:
        uow.actions.change(gone, now=told.now, state=ActionState.REMOVED.value)
    done = action(told, plan, date(2026, 12, 10), seng)
    with told.database.begin() as uow:
        person = uow.people.get(seng.me)
        assert person is not None
        checkins.done(uow, done, by=person, seen=0, now=told.now)
    for _ in range(30):
        told.wait(days=1)
        remind(told)
    assert [row for row in notices(told) if row[1].startswith("reminder")] == []


def test_an_action_approved_after_its_day_is_asked_about_the_next_morning(told: Story) -> None:
    _, seng, plan = a_group(told)
    key = action(told, plan, date(2026, 11, 1), seng)
    assert waiting(told, key) == [(23, "owner", datetime(2026, 11, 24, 1, tzinfo=UTC))]


def test_scheduling_twice_changes_nothing_and_revives_what_was_dropped(told: Story) -> None:
    _, seng, plan = a_group(told)
    key = action(told, plan, date(2026, 12, 10), seng)
    before = waiting(told, key)
    with told.database.begin() as uow:
        reminders.drop(uow, key)
        assert uow.reminders.waiting(key) == []
        found = uow.plans.get(plan)
        assert found is not None
        reminders.schedule(uow, LIBRARY, found, now=told.now)
        reminders.schedule(uow, LIBRARY, found, now=told.now)
    assert waiting(told, key) == before


def test_two_clocks_at_once_send_each_reminder_once(told: Story) -> None:
    _, seng, plan = a_group(told)
    for number in range(5):
        action(told, plan, date(2026, 12, 10) + timedelta(days=number), seng, what=f"ວຽກ {number}")
    at(told, datetime(2026, 12, 7, 2, tzinfo=UTC))
    together = threading.Barrier(4)

    def look(_: int) -> int:
        together.wait(timeout=10)
        with told.database.begin() as uow:
            return reminders.send_due(uow, LIBRARY, now=told.now)

    with ThreadPoolExecutor(4) as clocks:
        assert sum(clocks.map(look, range(4))) == 1
    assert notices(told) == [("Seng", "reminder")]


def test_a_tick_with_nothing_due_is_one_query_over_an_index(told: Story) -> None:
    _, seng, plan = a_group(told)
    action(told, plan, date(2026, 12, 10), seng)
    asked: list[str] = []
    sa.event.listen(told.database.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    with told.database.begin() as uow:
        assert reminders.send_due(uow, LIBRARY, now=told.now) == 0
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 1


@pytest.mark.parametrize("second", [False, True])
def test_a_leader_who_owns_the_work_is_not_told_of_herself_but_another_leader_is(told: Story, second: bool) -> None:
    told.known("Mali", roles=(Role.STAFF,))
    noy, seng, plan = a_group(told)
    with told.database.begin() as uow:
        (place,) = uow.groups.of_person(seng.me)
        uow.groups.lead(place.group, seng.me, second)
    action(told, plan, date(2026, 12, 10), noy)
    for _ in range(30):
        told.wait(days=1)
        remind(told)
    others = [("Seng", "reminder_leader")] if second else []
    assert notices(told) == [("Noy", "reminder")] * 3 + others + [("Mali", "reminder_staff")]
