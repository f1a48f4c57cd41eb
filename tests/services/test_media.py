"""Files that people send: known at once, fetched by a job, sent again by Telegram's id."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from bot.domain.ids import ActionId, ChatId, MediumId, PersonId
from bot.domain.incoming import File
from bot.domain.plans import Part
from bot.domain.refused import NoRoom, Refused
from bot.domain.reminders import Entry
from bot.services import media
from bot.services.plans import drafts
from bot.store import files, references
from bot.store.database import Database, UnitOfWork
from bot.store.tables import Instant, metadata
from tests.planning import NOW, Village, carried, settle, step

CHAT = ChatId(1001)


def test_a_file_is_kept_and_sent_again_with_its_caption(database: Database) -> None:
    with database.begin() as uow:
        noy = settle(uow).noy
        answer = media.receive(uow, File("photo", "telegram-1", size=1000), "the <field>", by=noy, now=NOW)
        assert (answer.kind, answer.text) == ("photo", "the <field>")
        part = Part("photo", "the <field>", answer.medium)
        assert media.play(uow, [part, Part("text", "words")], CHAT, noy.id, now=NOW) == media.Rest(1, 0)
        (row,) = uow.outbox.due(now=NOW, limit=10)
        assert row.content == {
            "text": "the &lt;field&gt;",
            "medium": {"kind": "photo", "file_id": "telegram-1"},
        }


def test_a_file_that_telegram_would_not_give_is_refused(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        noy = settle(uow).noy
        assert media.receive(uow, File("video", "a", size=media.LARGEST), "", by=noy, now=NOW).medium
        with pytest.raises(Refused, match="too big") as refused:
            media.receive(uow, File("video", "b", size=media.LARGEST + media.MIB), "", by=noy, now=NOW)
        assert refused.value.values == {"x": 21, "max": 20}


# Room -----------------------------------------------------------------------------------------------------------------
LAOS = ZoneInfo("Asia/Vientiane")
MIDNIGHT = datetime(2026, 11, 30, 17, 0, tzinfo=UTC)  # December begins in Laos
ROOM = media.Room(person=3, plan=5)


def sent(uow: UnitOfWork, by: PersonId, size: int, now: datetime = NOW) -> MediumId:
    """A photo of so many bytes that somebody sent, where there is room for it."""
    file = File("photo", f"photo {size}", size=size)
    media.person_has_room(uow, file, ROOM, LAOS, by=by, now=now)
    return uow.media.add(now=now, kind="photo", file_id=file.file_id, size=size, person_id=by)


def test_a_person_has_room_for_so_much_in_a_month_to_the_last_byte(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        noy, seng = village.noy.id, village.seng.id
        sent(uow, noy, media.MIB, now=MIDNIGHT - timedelta(days=30))  # the first of November
        sent(uow, noy, media.MIB, now=MIDNIGHT - timedelta(days=30, seconds=1))  # October, which does not count
        sent(uow, noy, 2 * media.MIB, now=MIDNIGHT - timedelta(seconds=1))
        with pytest.raises(NoRoom, match="of this month") as refused:
            sent(uow, noy, 1, now=MIDNIGHT - timedelta(seconds=1))
        assert refused.value.values == {"max": 3, "day": MIDNIGHT.astimezone(LAOS).date()}
        sent(uow, seng, 1, now=MIDNIGHT - timedelta(seconds=1))
        sent(uow, noy, 1, now=MIDNIGHT)


def test_a_person_may_send_so_many_files_on_a_day(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        noy, few = settle(uow).noy.id, media.Room(day=3)
        late = MIDNIGHT - timedelta(seconds=1)
        for _ in range(3):
            file = File("photo", "x", size=1)
            media.person_has_room(uow, file, few, LAOS, by=noy, now=late)
            uow.media.add(now=late, kind="photo", file_id="x", size=1, person_id=noy)
        with pytest.raises(NoRoom, match="came today"):
            media.person_has_room(uow, file, few, LAOS, by=noy, now=late)
        media.person_has_room(uow, file, media.Room(day=0), LAOS, by=noy, now=late)
        media.person_has_room(uow, file, few, LAOS, by=noy, now=MIDNIGHT)


def test_no_limit_is_none(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        noy = settle(uow).noy.id
        file = File("video", "x", size=media.LARGEST)
        media.person_has_room(uow, file, media.Room(person=0), LAOS, by=noy, now=NOW)
        with pytest.raises(NoRoom):
            media.person_has_room(uow, file, media.Room(person=19), LAOS, by=noy, now=NOW)


def test_a_plan_has_room_for_so_much_wherever_in_it_it_stands(database: Database) -> None:
    """In an answer, also one that was replaced, and in the work that follows; what is there twice counts once."""
    with database.begin() as uow:
        village = settle(uow)
        first, second = (_answer(village, 2 * media.MIB) for _ in range(2))
        media.plan_has_room(uow, first, ROOM)
        media.plan_has_room(uow, second, ROOM)
        assert uow.media.of_plan(village.plan) == 4 * media.MIB
        action = carried(village)
    with database.begin() as uow:
        photo = uow.media.add(now=NOW, kind="photo", file_id="c", size=media.MIB)
        uow.reminders.check_in(action, village.noy.id, Entry.PHOTO, now=NOW, medium_id=photo)
        media.plan_has_room(uow, photo, ROOM)  # to the last byte
        again = uow.media.add(now=NOW, kind="photo", file_id="d", size=1)
        expense = uow.expenses.add(action, village.noy.id, 1000, now=NOW)
        uow.expenses.put_receipt(expense, again)
        with pytest.raises(NoRoom) as refused:
            media.plan_has_room(uow, again, ROOM)
        assert refused.value.values == {"max": 5}
        media.plan_has_room(uow, again, media.Room(plan=0))
        alone = uow.media.add(now=NOW, kind="photo", file_id="e", size=9 * media.MIB)
        media.plan_has_room(uow, alone, ROOM)  # in no plan


def _answer(village: Village, size: int) -> MediumId:
    medium = village.uow.media.add(now=NOW, kind="photo", file_id="x", size=size, person_id=village.noy.id)
    part = Part("photo", "", medium)
    drafts.answer(village.uow, village.plan, step("problem"), part, by=village.noy, now=NOW)
    return medium


# What nothing refers to -----------------------------------------------------------------------------------------------
def look(database: Database, now: datetime) -> set[int]:
    """Look for files that nothing refers to; returns which are left."""
    used: set[int] = set()
    after_id: int | None = 0
    while after_id is not None:
        with database.begin() as uow:
            after_id = media.look_through(uow, used=used, after_id=after_id, now=now)
    with database.begin() as uow:
        return {row[0] for row in uow.connection.execute(sa.select(metadata.tables["media"].c.id))}


@pytest.mark.parametrize("column", references.named(), ids=str)
def test_what_a_column_refers_to_stays(sqlite: Database, column: sa.Column[Any]) -> None:
    """Every column of the database that does: the row is written past all rules, as only its reference counts."""
    with sqlite.begin() as uow:
        medium = uow.media.add(now=NOW, kind="photo", file_id="x")
        lost = uow.media.add(now=NOW, kind="photo", file_id="y")
    _referring(sqlite, column, medium)
    assert look(sqlite, NOW) == {medium, lost}
    assert look(sqlite, NOW + media.UNUSED) == {medium, lost}
    assert look(sqlite, NOW + media.UNUSED + timedelta(seconds=1)) == {medium}


@pytest.mark.parametrize("column", references.in_json(), ids=str)
def test_what_stands_in_json_stays(database: Database, column: sa.Column[Any]) -> None:
    with database.begin() as uow:
        village = settle(uow)
        medium = uow.media.add(now=NOW, kind="photo", file_id="x")
        uow.media.add(now=NOW, kind="photo", file_id="y")
    of_plan = {"plan_id": village.plan} if "plan_id" in column.table.columns else {}
    _referring(database, column, {"deep": [{"medium": medium, "kind": "photo"}]}, **of_plan)
    look(database, NOW)
    assert look(database, NOW + timedelta(days=31)) == {medium}


def _referring(database: Database, column: sa.Column[Any], value: object, **more: object) -> None:
    """A row that refers to a file, filled with whatever its table asks for; SQLite looks at no other reference."""
    row: dict[str, object] = {column.name: value, **more}
    for other in column.table.columns:
        if not other.nullable and other.name not in row and not (other.primary_key and other.autoincrement is True):
            row[other.name] = _any(other)
    with database.engine.connect() as connection:
        raw = connection.connection.driver_connection
        if database.sqlite and raw is not None:
            raw.execute("PRAGMA foreign_keys=OFF")
        connection.execute(sa.insert(column.table).values(row))
        connection.commit()
        if database.sqlite and raw is not None:
            raw.execute("PRAGMA foreign_keys=ON")


def _any(column: sa.Column[Any]) -> object:
    words = getattr(column.type, "words", None)
    if words:
        return sorted(words)[0]
    return NOW if isinstance(column.type, Instant) else 1 if column.type.python_type in (int, bool) else "x"


def test_what_is_referred_to_again_begins_anew(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        medium = uow.media.add(now=NOW, kind="photo", file_id="x", size=1)
    assert look(database, NOW) == {medium}
    with database.begin() as uow:
        uow.reminders.check_in(carried_in(uow, village), village.noy.id, Entry.PHOTO, now=NOW, medium_id=medium)
    assert look(database, NOW + timedelta(days=20)) == {medium}
    with database.begin() as uow:
        uow.connection.execute(sa.delete(metadata.tables["checkins"]))
    assert look(database, NOW + timedelta(days=40)) == {medium}
    assert look(database, NOW + timedelta(days=69)) == {medium}
    assert look(database, NOW + timedelta(days=71)) == set()


def carried_in(uow: UnitOfWork, village: Village) -> ActionId:
    village.uow = uow
    return carried(village)


def test_every_column_of_json_is_known_to_hold_files_or_not() -> None:
    columns = {str(one) for table in metadata.sorted_tables for one in table.columns if isinstance(one.type, sa.JSON)}
    assert columns >= references.WITHOUT
    assert columns - references.WITHOUT == {
        "announcements.media",
        "answers.parts",
        "snapshots.content",
        "submissions.content",
    }
    assert len(references.named()) >= 7


def test_files_that_no_row_names_are_swept_away_after_the_same_time(tmp_path: Path) -> None:
    known, old, fresh = (files.keep(tmp_path, words) for words in (b"known", b"old", b"fresh"))
    for path in (known, old):
        os.utime(tmp_path / path, (NOW.timestamp() - 1,) * 2)
    os.utime(tmp_path / fresh, (NOW.timestamp(),) * 2)
    assert files.sweep(tmp_path, {known}, before=NOW) == 1
    assert [(tmp_path / path).exists() for path in (known, old, fresh)] == [True, False, True]


def test_a_file_that_is_kept_once_more_is_as_a_new_one(tmp_path: Path) -> None:
    """Two people send the same picture: the second of them while the first one's is about to be swept away."""
    path = files.keep(tmp_path, b"the same")
    os.utime(tmp_path / path, (NOW.timestamp() - 1,) * 2)
    assert files.keep(tmp_path, b"the same") == path
    assert files.sweep(tmp_path, set(), before=NOW) == 0
