"""The figures of the programme for staff: looked at, followed to the groups behind them, as papers, and every week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.content.library import Library
from bot.domain import zones
from bot.domain.all_actions import EVERYBODY, Scope
from bot.domain.ids import ChatId, GroupId
from bot.domain.notices.report import ReportPaper
from bot.domain.people import Person, Role
from bot.domain.refused import Forbidden, Stale
from bot.domain.report import Figure, Part
from bot.services import notices
from bot.services.actions import all_actions
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane

PAGE = 6  # groups of a page
PICTURES = ("funnel", "overdue", "money")
PAPERS = (*PICTURES, "pdf", "workbook")
WEEKLY = (*PICTURES, "workbook")  # what comes by itself
HOUR = time(8)  # of a Monday
CHUNK = 20  # people who are served in one transaction


@dataclass(frozen=True, slots=True)
class Behind:
    """Groups behind a figure: (number, name, district's code), and above which the next page begins (0: none)."""

    groups: tuple[tuple[GroupId, str, str], ...]
    more: int


def look(uow: UnitOfWork, scope: Scope, *, by: Person, today: date) -> Part:
    """All figures of a scope. Raises: Forbidden."""
    return next(iter(table(uow, "", scope, by=by, today=today)), Part())


def table(uow: UnitOfWork, kind: str, scope: Scope, *, by: Person, today: date) -> list[Part]:
    """The same by "province", "district" or "project". Raises: Forbidden."""
    _check(by)
    return uow.figures.parts(kind, scope, today=today)


def behind(uow: UnitOfWork, figure: Figure, scope: Scope, after: int, *, by: Person, today: date) -> Behind:
    """A page of the groups that a figure counts. Raises: Forbidden."""
    _check(by)
    found = uow.figures.behind(figure, scope, today=today, after=after, limit=PAGE + 1)
    shown = tuple((GroupId(row.id), row.name, row.district) for row in found[:PAGE])
    return Behind(shown, found[PAGE - 1].id if len(found) > PAGE else 0)


def scopes(uow: UnitOfWork, kind: str, *, by: Person) -> list[Scope]:
    """The provinces, districts, projects or rounds that can be chosen. Raises: Forbidden."""
    _check(by)
    if kind == "round":
        return [Scope(kind, str(one.id)) for one in uow.rounds.kept()]
    return [Scope(kind, key) for key in uow.figures.named(kind)]


def read(uow: UnitOfWork, word: str) -> Scope:
    """The scope that a button carries; all groups for one that is there no more."""
    if word.startswith("j"):
        known = (Scope("project", key) for key in uow.figures.named("project"))
        return next((one for one in known if all_actions.code(one) == word), EVERYBODY)
    return all_actions.read(uow, word)


def name(uow: UnitOfWork, library: Library, scope: Scope, language: str) -> str:
    """How a scope is called, "" for all groups."""
    return all_actions.name(uow, library, scope, language)


def send(uow: UnitOfWork, paper: str, scope: Scope, *, chat: ChatId, by: Person, now: datetime) -> None:
    """Send figures as "pictures", "pdf" or "workbook"; a second tap at once is one. Raises: Forbidden, Stale."""
    _check(by)
    wanted = PICTURES if paper == "pictures" else (paper,)
    code = all_actions.code(scope)
    for one in wanted:
        if one not in PAPERS:
            raise Stale
        row = notices.row(ReportPaper(paper=one, scope=code), chat, by.id, lane=Lane.REPLY)
        row.key = f"report:{one}:{code}:{chat}:{now:%Y%m%d%H%M}"
        uow.outbox.put(row, now=now)


# Every week -----------------------------------------------------------------------------------------------------------
def wished(uow: UnitOfWork, *, by: Person) -> Scope | None:
    """Whose figures come to somebody every week, None where none do. Raises: Forbidden."""
    _check(by)
    found = uow.weekly_reports.get(by.id)
    return read(uow, found.scope) if found else None


def wish(uow: UnitOfWork, scope: Scope, *, zone: ZoneInfo, by: Person, now: datetime) -> datetime:
    """The figures of a scope come every Monday morning; returns when they come first. Raises: Forbidden."""
    _check(by)
    at = _next(zone, now)
    uow.weekly_reports.put(by.id, all_actions.code(scope), due_at=at)
    return at


def unwish(uow: UnitOfWork, *, by: Person) -> None:
    """They come no more. Raises: Forbidden."""
    _check(by)
    uow.weekly_reports.remove(by.id)


def send_due(uow: UnitOfWork, library: Library, zone: ZoneInfo, *, now: datetime) -> int:
    """Send the figures that are due; returns how many people were looked at, 0 when none is due.

    Whoever is no staff any more gets none, and the wish is forgotten. The next moment is a column: idempotent for two
    clocks and restarts, and after an outage they come once.
    """
    due = uow.weekly_reports.due(now=now, limit=CHUNK)
    for one in due:
        person = uow.people.get(one.person)
        if person is None or Role.STAFF not in person.roles:
            uow.weekly_reports.remove(one.person)
            continue
        wakes = library.reminders.awake(now, zone)
        if wakes > now:
            uow.weekly_reports.put(one.person, one.scope, due_at=wakes)
            continue
        for paper in WEEKLY:
            key = f"{paper}:{zones.day(now, zone).isoformat()}"
            notices.tell(uow, one.person, ReportPaper(paper=paper, scope=one.scope), now=now, key=key)
        uow.weekly_reports.put(one.person, one.scope, due_at=_next(zone, now))
    return len(due)


def _next(zone: ZoneInfo, now: datetime) -> datetime:
    """The next Monday morning."""
    today = zones.day(now, zone)
    monday = today + timedelta(days=-today.weekday() % 7)
    at = datetime.combine(monday, HOUR, zone)
    return at if at > now else datetime.combine(monday + timedelta(days=7), HOUR, zone)


def _check(by: Person) -> None:
    if Role.STAFF not in by.roles:
        raise Forbidden
