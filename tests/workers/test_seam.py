"""Where the parts meet: short stories with the real engine, the local Telegram and each kind of database."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.ids import AccountId, AnnouncementId, GroupId
from bot.domain.people import Role
from bot.domain.refused import Refused
from bot.i18n import Html, Say
from bot.services.announcements import announcements, audiences, sending
from bot.simulator import groups, user_actions
from bot.simulator.world import Person as Phone
from bot.store.database import UnitOfWork
from bot.store.locks import Lock
from bot.store.outbox import Lane, Outgoing
from bot.workers.clock import Look
from tests.planning import Village, carried, settle
from tests.story import LIBRARY
from tests.workers.conftest import Engine, Heard, settings
from tests.workers.test_processes import until

pytestmark = pytest.mark.slow

T = TypeVar("T")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MONDAY = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # ten o'clock in Laos


class Undone(Screen[str]):
    """A page whose button writes a row to somebody and is refused then."""

    name = "test.undone"
    strangers = True

    def load(self, turn: Turn) -> str:
        return str(turn.now)

    def render(self, view: str, say: Say) -> Message:
        return Message(Html("a page"), [[Button(Html("do"), Go(self.name))]])

    def tap_do(self, turn: Turn, view: str) -> Go:
        row = Outgoing(0, turn.chat, Lane.REPLY, content={"text": "what was undone"})
        turn.uow.outbox.put(row, now=turn.now)
        raise Refused("This page is not there any more")


async def run(engine: Engine, work: Callable[[UnitOfWork], T]) -> T:
    return await engine.app.executor.run(work)


def moved_to(engine: Engine, moment: datetime) -> None:
    """It is this moment for Phaen and its Telegram."""
    engine.clock.ahead += moment - engine.clock.now()


async def settled(engine: Engine) -> tuple[Village, dict[str, Phone]]:
    """The village of `tests.planning` on a Monday morning, each with a phone of the local Telegram."""
    moved_to(engine, MONDAY)
    phones = {name: engine.somebody(name) for name in ("noy", "seng", "bo", "mali")}

    def write(uow: UnitOfWork) -> Village:
        village = settle(uow)
        for number, (name, phone) in enumerate(phones.items(), 1001):
            person = getattr(village, name)
            uow.people.account(AccountId(phone.id), now=MONDAY)
            uow.people.speak_as(AccountId(phone.id), person.id)
            uow.people.leave(person.id, AccountId(number))
        return village

    return await run(engine, write), phones


def said(engine: Engine, chat: int) -> str:
    return "\n".join(engine.read(chat))


def calls(engine: Engine, method: str, chat: int) -> list[dict[str, Any]]:
    return [one for one in engine.telegram.world.calls if one["method"] == method and one.get("chat_id") == chat]


# The network ----------------------------------------------------------------------------------------------------------
async def test_an_announcement_whose_connection_is_refused_is_tried_again_and_never_unsure(engine: Engine) -> None:
    """Nobody listens at Telegram's port: nothing can have arrived."""
    noy = engine.somebody("Noy")
    port = urlsplit(engine.telegram.url).port or 0
    await engine.telegram.stop()
    await engine.write(noy.id, "to all", Lane.ANNOUNCEMENT)
    engine.app.outbox.look()
    for _ in range(200):
        await _breath()
        if ("pending", "network") in await engine.states():
            break
    assert await engine.states() == [("pending", "network")]
    await engine.telegram.start(port=port)
    await engine.rest()
    assert await engine.states() == [("sent", "")]
    assert engine.read(noy.id) == ["to all"]


async def test_a_gateway_that_fails_for_an_hour_keeps_what_waits_and_is_measured(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    noy, real = engine.somebody("Noy"), time.monotonic
    broken = [{"method": "*", "status": 502, "times": 10**6}, {"method": "getUpdates", "status": 502, "times": 10**6}]
    engine.telegram.world.faults.update({"fail": broken})
    begun = engine.app.clock.now()
    for number in range(3):
        await engine.write(noy.id, f"told {number}", Lane.NOTICE)
    engine.app.outbox.look()
    for _ in range(100):
        await _breath()
        if ("pending", "network") in await engine.states():
            break
    engine.clock.ahead += HOUR
    monkeypatch.setattr(time, "monotonic", lambda: real() + HOUR.total_seconds())
    await engine.app.heartbeat.beat()
    assert await _away(engine) == []  # it is not over
    assert [state for state, _ in await engine.states()] == ["pending"] * 3
    engine.telegram.world.faults.update({"fail": []})
    await engine.app.heartbeat.beat()
    await engine.rest()
    assert engine.read(noy.id) == [f"told {number}" for number in range(3)]
    (since,) = await _away(engine)
    assert abs(since - begun) < timedelta(minutes=1)


async def _away(engine: Engine) -> list[datetime]:
    noted = await run(engine, lambda uow: uow.audit.log())
    return [datetime.fromisoformat(row.subject.split()[1]) for row in noted if row.verb == "was away"]


async def _breath() -> None:
    await asyncio.sleep(0.05)


async def test_an_edit_that_changes_nothing_is_done_and_told_to_nobody(engine: Engine) -> None:
    _, phones = await settled(engine)
    noy, mali = phones["noy"], phones["mali"]
    await run(engine, lambda uow: uow.people.put_role(_person(uow, mali), Role.ADMIN, "confirmed", now=MONDAY))
    row = await engine.write(noy.id, "a page")
    engine.app.outbox.look()
    await engine.rest()
    await engine.write(noy.id, "a page", method="edit", edits=row)
    engine.app.outbox.look()
    await engine.rest()
    assert await engine.states() == [("sent", ""), ("sent", "")]
    assert (engine.read(noy.id), engine.read(mali.id)) == (["a page"], [])
    (edit,) = calls(engine, "editMessageText", noy.id)
    assert not edit["ok"]


def _person(uow: UnitOfWork, phone: Phone) -> Any:
    return uow.people.person_of(AccountId(phone.id))


# People and groups ----------------------------------------------------------------------------------------------------
async def test_what_a_blocked_owner_cannot_be_asked_is_asked_of_the_leader(engine: Engine) -> None:
    village, phones = await settled(engine)

    def carry(uow: UnitOfWork) -> None:
        village.uow = uow
        carried(village)

    await run(engine, carry)
    phones["seng"].blocked = True
    moved_to(engine, MONDAY + 17 * DAY)  # the day of the work
    for _ in range(2):
        await engine.app.look("reminders")
        await engine.rest()
    assert engine.read(phones["seng"].id) == []
    assert said(engine, phones["noy"].id).count("Dig holes") == 1, engine.read(phones["noy"].id)
    blocked = await run(engine, lambda uow: uow.people.account(AccountId(phones["seng"].id), now=MONDAY).state)
    assert blocked == "blocked"


def both_phones(uow: UnitOfWork, village: Village, second: Phone) -> None:
    """Noy has a second phone, and spoke last on the first one."""
    uow.people.account(AccountId(second.id), now=MONDAY)
    uow.people.serve(AccountId(second.id), village.noy.id)
    first = uow.people.account_of(village.noy.id)
    assert first is not None
    uow.bookmarks.put(first, first, uow.bookmarks.take(first, first), now=MONDAY)


async def test_what_a_blocked_phone_does_not_get_goes_to_the_other_one_of_its_person(engine: Engine) -> None:
    """Also what was written before anybody knew of it; nothing comes twice, and replies to the one stay there."""
    village, phones = await settled(engine)
    second = engine.somebody("Noy too")
    await run(engine, lambda uow: both_phones(uow, village, second))
    phones["noy"].blocked = True
    await engine.write(phones["noy"].id, "a reply", person=village.noy.id)
    numbers = range(3)
    for number in numbers:
        what = {"content": {"text": f"told {number}"}, "person": village.noy.id}
        await engine.write(phones["noy"].id, "", Lane.NOTICE, **what)
    engine.app.outbox.look()
    await engine.rest()
    assert engine.read(phones["noy"].id) == []
    assert engine.read(second.id) == [f"told {number}" for number in numbers]
    states = await engine.states()
    assert states.count(("refused", "blocked")) == 1 + len(numbers)
    assert await run(engine, lambda uow: uow.people.account_of(village.noy.id)) == second.id
    second.blocked = True  # then nobody is there: nothing goes round in circles
    await engine.write(second.id, "lost", Lane.NOTICE, person=village.noy.id)
    engine.app.outbox.look()
    await engine.rest()
    assert len(await engine.states()) == len(states) + 1


async def test_a_reminder_that_went_to_the_other_phone_is_answered_there_and_asked_once(engine: Engine) -> None:
    village, phones = await settled(engine)
    second = engine.somebody("Noy too")

    def carry(uow: UnitOfWork) -> None:
        village.uow = uow
        both_phones(uow, village, second)
        action = carried(village)
        uow.actions.change(action, now=MONDAY, owner_id=village.noy.id)

    await run(engine, carry)
    phones["noy"].blocked = True
    moved_to(engine, MONDAY + 17 * DAY)  # the day of the work
    for _ in range(2):
        await engine.app.look("reminders")
        await engine.rest()
    assert engine.read(phones["noy"].id) == []
    assert said(engine, second.id).count("Dig holes") == 1, engine.read(second.id)


async def test_a_group_that_moves_keeps_its_link_and_the_order_of_what_waits_for_it(engine: Engine) -> None:
    """Telegram says so only to the first of the rows that wait."""
    village, phones = await settled(engine)
    world = engine.telegram.world
    chat = groups.create(world, phones["noy"], "ກຸ່ມ", with_bot=True)
    await engine.rest()
    await run(engine, lambda uow: uow.groups.change(village.group, chat_id=chat.id))
    world.faults.offline = True
    for number in range(4):
        lane = Lane.NOTICE if number % 2 else Lane.REPLY
        await engine.write(chat.id, f"told {number}", lane)
    new = groups.upgrade(world, chat, by=phones["noy"])
    before = len(engine.read(new.id))
    world.faults.offline = False
    engine.app.outbox.look()
    await engine.rest()
    told = engine.read(new.id)[before:]
    assert [text for text in told if text in ("told 0", "told 2")] == ["told 0", "told 2"]
    assert [text for text in told if text in ("told 1", "told 3")] == ["told 1", "told 3"]
    assert len(told) == 4
    assert await run(engine, lambda uow: _chat_of(uow, village.group)) == new.id


async def test_a_move_that_only_an_error_tells_of_is_kept_for_the_group_and_its_rows(engine: Engine) -> None:
    """No update says so: Telegram answers the first message with the chat's new number."""
    village, phones = await settled(engine)
    world = engine.telegram.world
    chat = groups.create(world, phones["noy"], "ກຸ່ມ", with_bot=True)
    new = groups.upgrade(world, chat, by=phones["noy"])
    await engine.rest()
    await run(engine, lambda uow: uow.groups.change(village.group, chat_id=chat.id))
    await engine.write(chat.id, "told", Lane.NOTICE)
    engine.app.outbox.look()
    await engine.rest()
    assert engine.read(new.id)[-1] == "told"
    assert await run(engine, lambda uow: _chat_of(uow, village.group)) == new.id
    assert [row.chat_id for row in await run(engine, lambda uow: uow.outbox.log())][-1] == new.id


async def test_a_group_that_put_the_bot_out_is_let_go_when_only_an_error_tells_of_it(engine: Engine) -> None:
    village, phones = await settled(engine)
    world = engine.telegram.world
    chat = groups.create(world, phones["noy"], "ກຸ່ມ", with_bot=True)
    groups.remove_bot(world, chat, phones["noy"])
    await engine.rest()
    await run(engine, lambda uow: uow.groups.change(village.group, chat_id=chat.id))
    await engine.write(chat.id, "told", Lane.NOTICE)
    engine.app.outbox.look()
    await engine.rest()
    assert await run(engine, lambda uow: _chat_of(uow, village.group)) is None


def _chat_of(uow: UnitOfWork, group: GroupId) -> int | None:
    found = uow.groups.get(group)
    return found.chat if found else None


async def test_who_may_not_tap_in_a_group_gets_an_alert_and_whoever_may_a_passing_word(engine: Engine) -> None:
    village, phones = await settled(engine)
    world = engine.telegram.world
    chat = groups.create(world, phones["noy"], "ກຸ່ມ", with_bot=True)
    groups.add_person(world, chat, stranger := engine.somebody("Stranger"))
    await run(engine, lambda uow: uow.groups.change(village.group, chat_id=chat.id))
    await engine.rest()
    refused = await user_actions.tap(world, stranger, chat, 1, "actions.checkin!done:1")
    assert refused is not None
    assert refused["show_alert"]
    assert refused["text"]
    private = await user_actions.tap(world, phones["noy"], world.chats[phones["noy"].id], 1, "test.undone!do")
    assert private is not None
    assert private == {"text": private["text"], "show_alert": False}
    assert private["text"]


# The sender -----------------------------------------------------------------------------------------------------------
async def test_what_a_refused_step_wrote_is_never_sent(engine: Engine) -> None:
    noy = engine.somebody("Noy")
    world = engine.telegram.world
    for _ in range(3):
        await user_actions.tap(world, noy, world.chats[noy.id], 1, "test.undone!do")
    await engine.rest()
    assert "what was undone" not in said(engine, noy.id)
    assert [row for row in await run(engine, lambda uow: uow.outbox.log()) if row.state == "refused"] == []


async def test_a_process_that_loses_the_lead_leads_again_and_sends_each_row_once(engine: Engine) -> None:
    """PostgreSQL ends the connection that holds the lock; on SQLite there is none to lose."""
    noy = engine.somebody("Noy")
    for number in range(3):
        await engine.write(noy.id, f"before {number}")
    engine.app.outbox.look()
    await engine.rest()
    if not engine.app.database.sqlite:
        assert await run(engine, _end_the_sender) == 1
        for _ in range(200):
            await _breath()
            if not engine.app.outbox.leading:
                break
        assert not engine.app.outbox.leading
    for number in range(3):
        await engine.write(noy.id, f"after {number}")
    for _ in range(200):
        await _breath()
        if engine.app.outbox.leading:
            break
    await engine.rest()
    assert engine.read(noy.id) == [f"{when} {number}" for when in ("before", "after") for number in range(3)]


def _end_the_sender(uow: UnitOfWork) -> int:
    """End whatever holds the sender's lock; returns how many did."""
    asked = sa.text(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_locks JOIN pg_stat_activity USING (pid)"
        " WHERE locktype = 'advisory' AND objid = :lock AND datname = current_database() AND granted"
    )
    return int(uow.connection.execute(asked, {"lock": int(Lock.SENDING)}).scalar() or 0)


# Time -----------------------------------------------------------------------------------------------------------------
async def test_the_nightly_tidying_leaves_reports_and_who_has_understood(engine: Engine) -> None:
    village, phones = await settled(engine)

    def announce(uow: UnitOfWork) -> AnnouncementId:
        item = announcements.begin(uow, by=village.mali, now=MONDAY)
        announcements.write(uow, item, "lo", "ຝົນ", by=village.mali)
        announcements.write(uow, item, "en", "Rain", by=village.mali)
        audiences.address(uow, item, "who", "everybody", by=village.mali)
        sending.send(uow, LIBRARY, item, by=village.mali, max_without_second=100, now=engine.clock.now())
        return item

    item = await run(engine, announce)
    engine.app.jobs.look()
    await engine.quiet()
    await engine.rest()
    world, noy = engine.telegram.world, phones["noy"]
    assert "Rain" in said(engine, noy.id)
    newest = max(world.chats[noy.id].messages)
    await user_actions.tap(world, noy, world.chats[noy.id], newest, f"announce.reply!understood:{item}")
    await engine.write(noy.id, "an old word")
    engine.app.outbox.look()
    await engine.rest()
    before = await run(engine, lambda uow: _report(uow, item))
    assert before[1] == {"understood": 1}
    engine.clock.ahead += 61 * DAY
    await engine.app.look("what is kept")
    assert await run(engine, lambda uow: _report(uow, item)) == before
    kept = await run(engine, lambda uow: [row.lane for row in uow.outbox.log()])
    assert kept == [Lane.ANNOUNCEMENT] * 2  # replies and pages of then are gone


def _report(uow: UnitOfWork, item: AnnouncementId) -> tuple[object, dict[str, int]]:
    found = uow.announcements.get(item)
    assert found is not None
    return sending.report(uow, found), dict(uow.announcements.replies(item))


async def test_tidying_takes_nothing_of_the_last_sixty_days(engine: Engine) -> None:
    noy = engine.somebody("Noy")
    user_actions.send_text(engine.telegram.world, noy, engine.telegram.world.chats[noy.id], "/help")
    await engine.rest()
    assert len(await engine.states()) >= 1
    engine.clock.ahead += 60 * DAY - HOUR
    await engine.app.look("what is kept")
    assert len(await engine.states()) >= 1
    engine.clock.ahead += 2 * HOUR
    await engine.app.look("what is kept")
    assert await engine.states() == []


async def test_a_first_look_that_fails_ends_nothing(url: str, telegram: Heard, tmp_path: Path) -> None:
    """A file that was damaged in the first second had ended the process before anybody was told."""
    engine = Engine(telegram, settings(url, telegram, tmp_path))
    failed: list[str] = []

    def failing(name: str) -> Look:
        async def look() -> None:
            failed.append(name)
            raise ZeroDivisionError

        return look

    await engine.app.start()
    broken = ("database file", "reminders")
    looks = (replace(each, look=failing(each.name)) if each.name in broken else each for each in engine.app.timed)
    engine.app.timed = tuple(looks)
    await engine.go()
    try:
        await until(lambda: set(failed) == set(broken))
        noy = engine.somebody("Noy")
        user_actions.start(telegram.world, noy)
        await until(lambda: bool(engine.read(noy.id)))
    finally:
        await engine.stop()
