"""The largest programme that is allowed: the gallery's, with every text as long and every list as full as it may be."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.content.form import Step
from bot.content.library import Library
from bot.domain.plans import Part, Plan
from bot.gallery.fixture import Fixture
from bot.services import free_text
from bot.services.announcements import announcements
from bot.services.plans import actions, agreements, plan_view, versions, wordings
from bot.services.questions import questions
from bot.services.reviews import reviews
from bot.store import tables
from bot.store.database import UnitOfWork

PARTS = 20  # pieces of one answer
MEMBERS, GROUPS, ROUNDS, QUESTIONS, ANNOUNCEMENTS, EXPENSES = 60, 200, 100, 200, 50, 100
NAME = 60  # characters of a name of a person, group, village, round, holiday
_WORDS = "ພວກເຮົາຈະຂຸດຮ່ອງລະບາຍນ້ຳ <b>&amp;</b> ໃຫ້ທັນລະດູຝົນ 😀 and sell\n"


def words(letters: int, mark: str = "") -> str:
    """A text of so many characters, with what breaks HTML and what counts twice; `mark` makes it differ from others.

    Its sentences are numbered: no two parts of it are alike.
    """
    sentences = "".join(f"{place} {_WORDS}" for place in range(letters // len(_WORDS) + 1))
    return f"{mark} {sentences}".strip()[:letters].strip().ljust(letters, "ກ")


def name(mark: object) -> str:
    return words(NAME, str(mark)).replace("\n", " ")


def enlarge(fixture: Fixture) -> None:
    """Fill everything up."""
    uow, library, now = fixture.uow, fixture.library, fixture.now
    _lists(uow, library, now)
    for row in uow.connection.execute(sa.select(tables.plans.c.id)).all():
        plan = uow.plans.get(row.id)
        assert plan is not None
        _plan(uow, library, plan, now)
    _texts(uow)
    _names(uow)
    for row in uow.connection.execute(sa.select(tables.submissions.c.id, tables.submissions.c.plan_id)).all():
        plan = uow.plans.get(row.plan_id)
        assert plan is not None
        content = versions.to_json(versions.live(uow, plan_view.whole(uow, library, plan), at=now))
        content["title"] = f"{row.id} {content['title']}"[: plan_view.LONGEST_TITLE]
        _set(uow, tables.submissions, tables.submissions.c.id == row.id, content=content)


def _set(uow: UnitOfWork, table: sa.Table, *where: sa.ColumnElement[bool], **values: object) -> None:
    uow.connection.execute(table.update().where(*where).values(**values))


# Plans ----------------------------------------------------------------------------------------------------------------
def _plan(uow: UnitOfWork, library: Library, plan: Plan, now: datetime) -> None:
    """Every step answered in as many characters and pieces as it takes, and a full table of work."""
    whole = plan_view.whole(uow, library, plan)
    author = uow.groups.members(plan.group)[0].person
    photo = uow.media.add(now=now, kind="photo", file_id="photo", person_id=author)
    voice = uow.media.add(now=now, kind="voice", file_id="voice", seconds=600, person_id=author)
    for step in whole.form.steps:
        value = (whole.answers[step.key].value or None) if step.key in whole.answers else None
        others = [Part("photo", "", photo), *(Part("voice", "", voice, 600) for _ in range(PARTS - 2))]
        uow.answers.put(plan.id, step.key, (_said(step, value), *others), author, now=now)
        for kind in ("said", "en", "lo"):
            for subject in {piece.key for piece in wordings.pieces(uow.answers.of_plan(plan.id)[step.key])}:
                uow.wordings.add(plan.id, subject, kind, words(wordings.LONGEST, f"{subject} {kind}"), author, now=now)
    for place in range(len(uow.actions.of_plan(plan.id)), actions.MOST):
        days = {"start_on": now.date(), "due_on": (now + timedelta(days=place)).date()}
        uow.actions.add(plan.id, now=now, what=str(place), who="?", owner_id=author, cost=10**12, own=10**12, **days)
    for member in uow.groups.members(plan.group):
        values = {"plan_id": plan.id, "person_id": member.person, "revision": plan.revision, "agrees": False, "at": now}
        known = tables.agreements.c.plan_id == plan.id, tables.agreements.c.person_id == member.person
        uow.connection.execute(tables.agreements.delete().where(*known))
        uow.connection.execute(tables.agreements.insert().values(**values, reason=""))


def _said(step: Step, value: object) -> Part:
    return Part("text", words(step.longest, step.key), value=value)  # type: ignore[arg-type]


# Lists ----------------------------------------------------------------------------------------------------------------
def _lists(uow: UnitOfWork, library: Library, now: datetime) -> None:
    village = uow.connection.execute(sa.select(tables.groups.c.village_id)).scalars().first()
    values = {"village_id": village, "project": "RLIP", "state": "active", "zone": "Asia/Vientiane"}
    for place in range(GROUPS):
        uow.groups.add(now=now, name=str(place), **values)
    groups = uow.connection.execute(sa.select(tables.groups.c.id).order_by(tables.groups.c.id).limit(6)).scalars().all()
    for place in range(MEMBERS):
        person = uow.people.add(now=now, name=str(place), language="lo", listens=False, consented_at=now)
        for group in groups:
            uow.groups.join(group, person, leader=False, now=now)
    times = {"opens_at": now, "deadline": now + timedelta(days=60), "form_version": library.form.version}
    for _ in range(ROUNDS):
        uow.rounds.add(name={"lo": "", "en": ""}, state="closed", **times)
    _talk(uow, library, now)


def _talk(uow: UnitOfWork, library: Library, now: datetime) -> None:
    """Questions, announcements, comments on every step, expenses."""
    run = uow.connection.execute
    asked = [dict(row) for row in run(sa.select(tables.questions)).mappings()]
    for place in range(QUESTIONS):
        row = asked[place % len(asked)] | {"id": None}
        key = run(tables.questions.insert().values(**{k: v for k, v in row.items() if k != "id"})).inserted_primary_key
        assert key is not None
        piece = {"question_id": key[0], "author_id": row["asker_id"], "text": "?", "turn": row["turns"], "at": now}
        run(tables.question_pieces.insert().values(side="asker", **piece))
    author = run(sa.select(tables.announcements.c.author_id)).scalars().first()
    by = uow.people.get(author) if author else None
    assert by is not None
    for _ in range(ANNOUNCEMENTS):
        item = announcements.begin(uow, by=by, now=now)
        for language in ("lo", "en"):
            announcements.write(uow, item, language, words(announcements.LONGEST), by=by)
    for assignment in run(sa.select(tables.assignments.c.id)).scalars().all():
        for step in ("", *(step.key for step in library.form.steps)):
            for _ in range(3):
                uow.reviews.comment(assignment, step, "?", None, now=now)
    spent = run(sa.select(tables.expenses)).mappings().first()
    assert spent is not None
    rows = [{k: v for k, v in spent.items() if k != "id"} | {"at": now} for _ in range(EXPENSES)]
    run(tables.expenses.insert(), rows)


# Words ----------------------------------------------------------------------------------------------------------------
def _texts(uow: UnitOfWork) -> None:
    """What people wrote, in as many characters as its verb takes."""
    _set(uow, tables.plans, title=words(plan_view.LONGEST_TITLE).replace("\n", " "))
    longest = {name: words(letters) for name, letters in actions.LONGEST.items()}
    _set(uow, tables.actions, **longest)
    _set(uow, tables.agreements, reason=words(agreements.LONGEST_REASON))
    _set(uow, tables.comments, text=words(reviews.LONGEST_COMMENT))
    _set(uow, tables.question_pieces, text=words(questions.LONGEST))
    for table in (tables.tellings, tables.checkins, tables.expenses):
        _set(uow, table, words=words(free_text.LONGEST))


def _names(uow: UnitOfWork) -> None:
    for table in (tables.persons, tables.groups, tables.villages, tables.holidays):
        for row in uow.connection.execute(sa.select(table.c.id, table.c.name)).all():
            if row.name or table is not tables.persons:
                _set(uow, table, table.c.id == row.id, name=name(row.id))
    for key in uow.connection.execute(sa.select(tables.rounds.c.id)).scalars().all():
        named = {"lo": name(f"ຮອບ {key}"), "en": name(f"Round {key}")}
        _set(uow, tables.rounds, tables.rounds.c.id == key, name=named)
