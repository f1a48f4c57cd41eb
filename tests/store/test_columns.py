"""Facts have columns of their own, words of enums one converter, and what a group wrote outlives who wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from bot.domain.ids import ActionId, GroupId, PersonId, PlanId
from bot.domain.plans import ActionState, Part, PlanState
from bot.domain.reminders import CheckInAnswer, Entry, Help, Recipient, Why
from bot.i18n import Say
from bot.services.actions import checkins
from bot.store import database as databases
from bot.store.database import Database
from bot.store.tables import metadata
from bot.store.tables.enums import EnumText
from tests import postgres
from tests.follow_up import action, approved
from tests.releases.restored import restore
from tests.story import BEGINNING, LIBRARY, Story

pytestmark = pytest.mark.slow

AT = "2026-12-09 00:00:00.000000"
# What stands in text that people or the content write, or in words that only other code knows.
FREE = {
    *("actions.what actions.who actions.sign", "agreements.reason", "answers.step", "audit.verb"),
    *(
        "audit.subject audit.before audit.after",
        "checkins.words",
        "comments.step comments.text",
        "expenses.words",
        "facts.name facts.value",
    ),
    *("contests.seed", "audiences.name", "announcements.reason", "exchanges.text exchanges.answer", "groups.evening"),
    *("sheets.name sheets.zone", "sheet_lines.value", "weekly_reports.scope"),
    *("complaint_words.text", "complaints.number complaints.passed"),
    *("groups.name groups.project groups.zone groups.chat_language groups.money_told", "holidays.name"),
    *(
        "inbox.raw inbox.code inbox.error",
        "invites.code",
        "jobs.kind jobs.key jobs.error",
        "line_values.field",
        "nudges.key",
    ),
    *("media.file_id media.unique_id media.mime media.name media.path", "outbox.notice outbox.reason outbox.key"),
    *("narrations.part narrations.name narrations.language narrations.version", "places.album places.page"),
    *(
        "persons.name persons.language persons.voice persons.ethnic persons.phone persons.asked",
        "plans.reopened plans.title",
    ),
    "practices.plan practices.text practice_marks.criterion",
    *("rounds.districts rounds.projects", "incomes.words"),
    *("question_pieces.text", "questions.subject questions.place", "quiz_answers.lesson", "readings.lesson"),
    *("scores.criterion", "season_days.season season_days.region", "spoken_languages.name", "subscriptions.lesson"),
    "visits.location",
    *("tellings.words", "uploads.key uploads.file_id", "villages.district villages.name"),
    *("wordings.subject wordings.kind wordings.text",),
}


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database as it was before, with a group whose plan is being carried out."""
    url = f"sqlite:///{tmp_path / 'old.db'}" if request.param == "sqlite" else postgres.fresh()
    database, settings = Database(url), Config()
    settings.set_main_option("script_location", str(Path(databases.__file__).parent / "migrations"))
    with database.engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "0014")
        for statement in OLD.strip().split(";\n"):
            connection.execute(sa.text(statement))
    yield database
    database.close()


def checkin(number: int, answer: str, detail: str, words: str = "") -> str:
    return (
        "INSERT INTO checkins (id, action_id, person_id, answer, detail, words, at)"
        f" VALUES ({number}, 1, 1, '{answer}', '{detail}', '{words}', '{AT}')"
    )


def reminder(number: int, hears: str) -> str:
    return (
        "INSERT INTO reminders (id, action_id, days, due_on, due_at, hears, state)"
        f" VALUES ({number}, 1, 0, '2026-12-10', '{AT}', '{hears}', 'waiting')"
    )


def write(database: Database, statements: list[str]) -> None:
    with database.engine.begin() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))


FACTS = ("words", "due_before", "due_after", "why", "remind_on", "help", "kip_before", "kip")
CUT: list[tuple[tuple[str, str, str], dict[str, object]]] = [
    (("late", "2026-12-10 2026-12-17", ""), {"due_before": date(2026, 12, 10), "due_after": date(2026, 12, 17)}),
    (("late", " 2026-12-17", "ຝົນ"), {"due_after": date(2026, 12, 17), "words": "ຝົນ"}),
    (
        ("late", "2026-12-10 2026-12-17 weather", "ຝົນ"),
        {"due_before": date(2026, 12, 10), "due_after": date(2026, 12, 17), "why": Why.WEATHER, "words": "ຝົນ"},
    ),
    (("help", "disease", ""), {"help": Help.DISEASE}),
    (("spent", "400000", ""), {"kip": 400_000}),
    (("corrected", "400000 300000", ""), {"kip_before": 400_000, "kip": 300_000}),
    (("corrected", "400000 ", ""), {"kip_before": 400_000}),
    (("later", "2026-12-11", ""), {"remind_on": date(2026, 12, 11)}),
    (("note", "ແນວພັນຈະມາວັນສຸກ", ""), {"words": "ແນວພັນຈະມາວັນສຸກ"}),
    (("done", "", ""), {}),
    (("late", "nobody knows", "why"), {"words": "why\nnobody knows"}),  # never written by us: kept as words
    (("spent", "much", ""), {"words": "much"}),
]


def test_old_check_ins_are_cut_into_columns(old: Database) -> None:
    write(old, [checkin(number, *form) for number, (form, _) in enumerate(CUT, 1)])
    old.upgrade()
    with old.begin() as uow:
        found = uow.reminders.checkins(ActionId(1))
    nothing = dict.fromkeys(FACTS) | {"words": "", "why": "", "help": ""}
    for entry, (form, facts) in zip(found, CUT, strict=True):
        assert entry.answer == form[0]
        assert {name: getattr(entry, name) for name in FACTS} == nothing | facts


def test_many_old_check_ins_are_cut_in_chunks(old: Database) -> None:
    write(old, [checkin(number, "spent", str(1000 + number)) for number in range(1, 1002)])
    old.upgrade()
    with old.begin() as uow:
        assert [entry.kip for entry in uow.reminders.checkins(ActionId(1))] == list(range(1001, 2002))


def test_old_reminders_know_their_recipients(old: Database) -> None:
    write(old, [reminder(number, hears) for number, hears in enumerate(("owner", "leader", "staff", "1", "99"), 1)])
    old.upgrade()
    with old.begin() as uow:
        found = uow.reminders.of_group(GroupId(1))
        assert [(row.recipient, row.person) for row in found] == [
            (Recipient.OWNER, None),
            (Recipient.LEADER, None),
            (Recipient.STAFF, None),
            (Recipient.PERSON, 1),
            (Recipient.PERSON, None),  # who is not known any more
        ]
        for recipient, person in ((Recipient.OWNER, None), (Recipient.PERSON, PersonId(1))):
            moments = [(0, datetime(2026, 12, 10, tzinfo=UTC))]
            uow.reminders.plan(ActionId(1), date(2026, 12, 10), moments, recipient=recipient, person=person)
        assert len(uow.reminders.of_group(GroupId(1))) == len(found)  # each is there once


def test_old_agreements_are_kept(old: Database) -> None:
    columns = "plan_id, person_id, revision, agrees, reason, at"
    write(old, [f"INSERT INTO agreements ({columns}) VALUES (1, 1, 3, true, 'ດີ', '{AT}')"])
    old.upgrade()
    with old.begin() as uow:
        [said] = uow.agreements.of_plan(PlanId(1))
        assert (said.person_id, said.revision, said.agrees, said.reason) == (1, 3, True, "ດີ")
        uow.agreements.put(PlanId(1), PersonId(1), agrees=False, revision=4, now=BEGINNING)
        [again] = uow.agreements.of_plan(PlanId(1))
        assert (again.revision, again.agrees) == (4, False)


# Who is not known any more -------------------------------------------------------------------------------------------
_GO_ALONG = {  # what is only theirs
    *("announcement_replies.person_id", "consents.person_id", "handovers.person_id", "invites.person_id"),
    *("complaint_readers.person_id", "complaints.person_id"),
    *("erasures.person_id", "weekly_reports.person_id", "results_seen.person_id", "hearers.person_id"),
    "practices.expert_id",
    "reader_rules.expert_id",
    *(
        "members.person_id",
        "merges.gone_id",
        "merges.kept_id",
        "moves.person_id",
        "outbox.person_id",
        "questions.asker_id",
        "quiz_answers.person_id",
        "readings.person_id",
    ),
    *("roles.person_id", "speakers.person_id", "subscriptions.person_id"),
}


def test_only_what_is_a_persons_own_goes_with_them(database: Database) -> None:
    found = set()
    for table in metadata.tables:
        for key in sa.inspect(database.engine).get_foreign_keys(table):
            if key["referred_table"] == "persons":
                rule = key["options"].get("ondelete")
                assert rule in ("CASCADE", "SET NULL")
                found |= {f"{table}.{key['constrained_columns'][0]}"} if rule == "CASCADE" else set()
    assert found == _GO_ALONG


def test_everything_of_the_group_outlives_a_member(database: Database) -> None:
    story = Story(database)
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    plan = approved(story, story.group(noy, seng))
    key = action(story, plan, date(2026, 12, 10), seng)
    with database.begin() as uow:
        uow.answers.put(plan, "problem", (Part("text", "ຫ່ຽວ"),), seng.me, now=BEGINNING)
        uow.agreements.put(plan, seng.me, agrees=True, revision=1, now=BEGINNING)
        uow.reminders.check_in(key, seng.me, CheckInAnswer.STARTED, now=BEGINNING)
        photo = uow.media.add(now=BEGINNING, kind="photo", file_id="x", person_id=seng.me)
        uow.reminders.check_in(key, seng.me, Entry.PHOTO, now=BEGINNING, medium_id=photo)
        person = uow.people.get(noy.me)
        assert person is not None
        checkins.snooze(uow, LIBRARY, key, 1, by=uow.people.get(seng.me) or person, now=BEGINNING)
        kept = ("answers", "actions", "agreements", "checkins", "media", "reminders", "groups")
        before = {name: _rows(uow, name) for name in kept}
        uow.people.remove(seng.me)
    with database.begin() as uow:
        assert {name: _rows(uow, name) for name in kept} == before
        standing, work = uow.answers.get(plan, "problem"), uow.actions.get(key)
        assert standing is not None
        assert (standing.author, standing.author_name) == (None, "")
        assert work is not None
        assert work.owner is None
    noy.forges(f"actions.checkin:{key}")
    assert "A former member: ⏰ Again on 24/11/2026" in noy.sees.text


def _rows(uow: databases.UnitOfWork, name: str) -> int:
    return int(uow.connection.execute(sa.select(sa.func.count()).select_from(metadata.tables[name])).scalar() or 0)


def test_somebody_not_known_any_more_has_a_name_in_each_language(story: Story) -> None:
    words = {code: _say(story, code) for code in ("lo", "en")}
    assert words["en"]("{name} can do this", name="") == "A former member can do this"
    assert [words[code].who("") for code in ("lo", "en")] == ["ອະດີດສະມາຊິກ", "A former member"]


def _say(story: Story, language: str) -> Say:
    return story.runner.languages._say(language)


# Words of enums ------------------------------------------------------------------------------------------------------
def test_each_text_column_is_free_or_goes_through_the_converter() -> None:
    free = {name for names in FREE for name in names.split()}
    columns = {f"{table.name}.{column.name}": column.type for table in metadata.sorted_tables for column in table.c}
    texts = {name for name, kind in columns.items() if isinstance(kind, sa.Text)}
    assert texts == {name for name in free if name in columns}
    for name, kind in columns.items():
        if isinstance(kind, EnumText):
            assert kind.column == name
        assert name.rpartition(".")[2] not in ("state", "role") or isinstance(kind, EnumText), name


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_every_word_that_a_release_left_behind_is_a_member(kind: str, tmp_path: Path) -> None:
    """Read as text, past the converter."""
    database = Database(restore("0.1.0", kind, tmp_path))
    database.upgrade()
    strange = []
    with database.begin() as uow:
        for table in metadata.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, EnumText):
                    stored = uow.connection.execute(sa.select(sa.type_coerce(column, sa.Text)).distinct()).scalars()
                    strange += [(str(column), word) for word in stored if word not in column.type.words | {None}]
    database.close()
    assert strange == []


def test_a_word_that_is_no_member_is_not_written(sqlite: Database) -> None:
    with (
        pytest.raises(sa.exc.StatementError, match=r"accounts\.state: 'lost' is none of"),
        sqlite.begin() as uow,
    ):
        uow.people.mark_account(1, "lost", now=BEGINNING)  # type: ignore[arg-type]


def test_a_word_that_is_no_member_is_read_as_a_stranger(database: Database) -> None:
    """A row that another version wrote: no page fails on it, and nothing that is known is the same as it."""
    story = Story(database)
    noy = story.known("Noy", language="en")
    plan = approved(story, story.group(noy))
    key = action(story, plan, date(2026, 12, 10), noy)
    write(database, [f"UPDATE actions SET state = 'resting' WHERE id = {key}"])
    with database.begin() as uow:
        found = uow.actions.get(key)
    assert found is not None
    assert isinstance(found.state, ActionState)
    assert found.state == "resting"
    assert found.state not in list(ActionState)
    for page in (f"actions.checkin:{key}", "actions.list", "home.menu"):
        noy.forges(page)
        assert "went wrong" not in noy.sees.text
    assert isinstance(PlanState.DRAFT, str)


OLD = f"""
INSERT INTO persons (id, name, language, light, created_at) VALUES (1, 'ນ້ອຍ', 'lo', false, '{AT}');
INSERT INTO villages (id, district, name, state) VALUES (1, '1704', 'ດັກຂຽດ', 'known');
INSERT INTO groups (id, name, village_id, state, zone, created_by, created_at)
 VALUES (1, 'ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ', 1, 'active', 'Asia/Vientiane', 1, '{AT}');
INSERT INTO members (group_id, person_id, leader, state, joined_at) VALUES (1, 1, true, 'active', '{AT}');
INSERT INTO rounds (id, name, opens_at, deadline, state) VALUES (1, '{{"lo": "1"}}', '{AT}', '{AT}', 'open');
INSERT INTO plans (id, group_id, round_id, state, title, created_at, updated_at)
 VALUES (1, 1, 1, 'approved', 'ແຜນ', '{AT}', '{AT}');
INSERT INTO actions (id, plan_id, what, owner_id, due_on, state, updated_at)
 VALUES (1, 1, 'ຊື້ແນວພັນ', 1, '2026-12-10', 'planned', '{AT}')
"""
