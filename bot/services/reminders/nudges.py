"""Friendly words about what rests: lessons, drafts, agreements and reviews; each is said once, never at a bad time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from bot.content.library import Library
from bot.domain import zones
from bot.domain.ids import AssignmentId, GroupId, PersonId, PlanId
from bot.domain.notices import Notice
from bot.domain.notices.nudges import NudgeAgreement, NudgeDraft, NudgeLesson, NudgeReviews, NudgeStaff
from bot.domain.people import Role
from bot.domain.reminders import Hours
from bot.services import notices
from bot.services.reminders import holidays, pauses
from bot.store.database import UnitOfWork
from bot.store.nudges import Some, heard_today
from bot.store.repository import AnyRow

MOST = 500  # people who are told something in one look; the others come with the next
WINDOW = 2_000  # people, or plans, that are looked through in one transaction
AT_ONCE = 25  # words that are said in it, at most
STEPS = 200  # transactions of one look: at night, or on a holiday, nothing can be said of whatever waits
_ORDER = ("review", "agreement", "draft", "lesson")
_GENTLE = ("draft", "lesson")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Word:
    """What one person is to be told. `keys` name what is said: those of earlier words that were missed come along.

    `gentle`: it has time; nobody hears two such words on one day.
    """

    person: PersonId
    what: Notice
    keys: tuple[str, ...]
    group: GroupId | None = None
    gentle: bool = False


@dataclass(frozen=True, slots=True)
class Where:
    """How far a look has come: which kind of words, and behind which person's or plan's number."""

    kind: str
    after: int = 0


BEGINNING = Where(_ORDER[0])
_Kind: TypeAlias = tuple[Callable[[Some], Sequence[AnyRow]], Callable[[Sequence[AnyRow]], Iterator[Word]]]


def nudge(uow: UnitOfWork, library: Library, word: Word, *, zone: ZoneInfo, now: datetime) -> bool:
    """Tell somebody something once, if now is a good time; False when it is not, or it was said: ask again later.

    A good time is between the hour of reminders and the quiet hours of the person's group (in `zone` for those without
    one), on no holiday, and in no pause of the group.
    """
    if not _good(uow, library, word, zone, now) or not uow.people.reachable(word.person):
        return False
    today = [heard_today(str(word.person), zones.day(now, zone))]
    if word.gentle and uow.nudges.taken(today):
        return False
    new = [key for key in word.keys if uow.nudges.once(key, now=now)]
    if not new:
        return False
    uow.nudges.once(today[0], now=now)
    return notices.tell(uow, word.person, word.what, now=now, key=word.keys[-1])


def send_due(uow: UnitOfWork, library: Library, *, zone: ZoneInfo, now: datetime) -> int:
    """Call to mind all that has rested long enough, in one transaction; returns how many people were told something.

    Call it as often as you like: what was said stands in the database, in the transaction that says it.
    """
    told = 0
    where: Where | None = BEGINNING
    while where is not None and told < MOST:
        new, where = send_some(uow, library, where, zone=zone, now=now)
        told += new
    return told


def send_some(
    uow: UnitOfWork, library: Library, where: Where, *, zone: ZoneInfo, now: datetime
) -> tuple[int, Where | None]:
    """The same for a small part, so that nobody waits for it; also returns where to go on, None at the end."""
    if not uow.reminders.try_lock():
        return 0, None
    words, after = _Resting(uow, library, now, zone).some(where)
    said = uow.nudges.taken([key for word in words for key in word.keys])
    told = sum(nudge(uow, library, word, zone=zone, now=now) for word in words if not said.issuperset(word.keys))
    return told, after


def _good(uow: UnitOfWork, library: Library, word: Word, zone: ZoneInfo, now: datetime) -> bool:
    member = next(iter(uow.groups.of_person(word.person)), None)
    key = word.group or (member.group if member else None)
    group = uow.groups.get(key) if key else None
    hours = holidays.hours_of(group) if group else Hours(zone, library.reminders.at)
    local = zones.local(now, hours.zone)
    is_free = holidays.free(uow, library, since=local.date())
    if local.time() < hours.at or holidays.rings_at(library, hours, now, is_free) > now:
        return False
    return group is None or pauses.current(uow, group, now=now) is None


@dataclass
class _Resting:
    """What has not changed for days, as words about it."""

    uow: UnitOfWork
    library: Library
    now: datetime
    zone: ZoneInfo

    def some(self, where: Where) -> tuple[list[Word], Where | None]:
        """Words about the next few things, and where to go on."""
        following = _ORDER[_ORDER.index(where.kind) + 1 :]
        onward = Where(following[0]) if following else None
        if where.kind == "review":
            return list(self.reviews()), onward
        last, until = self.uow.nudges.last(where.kind), where.after + WINDOW
        days = sorted(self.library.reminders.nudges[where.kind])
        rows, words = self._kinds[where.kind]
        today = str(zones.day(self.now, self.zone)) if where.kind in _GENTLE else ""
        found = rows(Some(days, self.now, where.after, until, AT_ONCE, today))
        if len(found) == AT_ONCE:  # there may be more: the last plan is taken up as a whole, with the next few
            until = found[-1].id - 1
            found = [row for row in found if row.id <= until] or found
            until = max(until, found[-1].id)
        return list(words(found)), Where(where.kind, until) if until < last else onward

    @property
    def _kinds(self) -> dict[str, _Kind]:
        rows = self.uow.nudges
        return {
            "agreement": (rows.agreements, self.agreements),
            "draft": (rows.drafts, self.drafts),
            "lesson": (rows.lessons, self.lessons),
        }

    def lessons(self, rows: Sequence[AnyRow]) -> Iterator[Word]:
        """To whoever began a lesson and left it."""
        for row in rows:
            if self.library.lesson(row.lesson):
                keys = self._keys("lesson", f"{row.id}:{row.lesson}:{row.card}", row.updated_at)
                what = NudgeLesson(lesson=row.lesson, card=row.card)
                yield Word(PersonId(row.id), what, keys, gentle=True)

    def drafts(self, rows: Sequence[AnyRow]) -> Iterator[Word]:
        """To the leaders of a group whose plan rests."""
        for row in rows:
            keys = self._keys("draft", f"{row.id}:{row.revision}:{row.person_id}", row.updated_at)
            what = NudgeDraft(plan=PlanId(row.id), revision=row.revision)
            yield Word(PersonId(row.person_id), what, keys, GroupId(row.group_id), gentle=True)

    def agreements(self, rows: Sequence[AnyRow]) -> Iterator[Word]:
        """To members who have not said yet whether they agree to the plan."""
        for row in rows:
            keys = self._keys("agreement", f"{row.id}:{row.revision}:{row.person_id}", row.at)
            what = NudgeAgreement(plan=PlanId(row.id), revision=row.revision)
            yield Word(PersonId(row.person_id), what, keys, GroupId(row.group_id))

    def reviews(self) -> Iterator[Word]:
        """To experts before and after the day on which a review should be there; then to staff. One message each."""
        days = self.library.reminders.review
        if days is None:
            return
        keys: dict[tuple[PersonId, type[NudgeReviews | NudgeStaff]], list[str]] = defaultdict(list)
        staff = [person.id for person in self.uow.people.with_role(Role.STAFF)]
        for row in self.uow.nudges.reviews(before=self.now - (days.within - days.before) * _DAY):
            late = (self.now - row.asked_at) // _DAY - days.within
            expert = PersonId(row.expert_id)
            steps = [("before", -days.before), ("after", days.after)]
            keys[expert, NudgeReviews] += [f"review:{row.id}:{step}" for step, day in steps if late >= day]
            if late >= days.staff:
                for person in staff:
                    keys[person, NudgeStaff].append(f"review:{row.id}:staff:{person}")
        for (person, kind), names in keys.items():
            about = dict.fromkeys(AssignmentId(int(name.split(":")[1])) for name in names)
            yield Word(person, kind(reviews=tuple(about)), tuple(names))

    def _keys(self, kind: str, subject: str, at: datetime) -> tuple[str, ...]:
        """The words that are due by now: after a long outage they are one."""
        days = sorted(self.library.reminders.nudges[kind])
        return tuple(f"{kind}:{subject}:{day}" for day in days if self.now - at >= day * _DAY)
