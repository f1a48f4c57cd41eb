"""Friendly words about what rests: lessons, drafts, agreements and reviews; each is said once, never at a bad time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
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

MOST = 500  # people who are told something in one look; the others come with the next
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


def nudge(uow: UnitOfWork, library: Library, word: Word, *, zone: ZoneInfo, now: datetime) -> bool:
    """Tell somebody something once, if now is a good time; False when it is not, or it was said: ask again later.

    A good time is between the hour of reminders and the quiet hours of the person's group (in `zone` for those without
    one), on no holiday, and in no pause of the group.
    """
    if not _good(uow, library, word, zone, now) or not uow.people.reachable(word.person):
        return False
    today = [f"day:{word.person}:{zones.day(now, zone)}"]
    if word.gentle and uow.nudges.taken(today):
        return False
    new = [key for key in word.keys if uow.nudges.once(key, now=now)]
    if not new:
        return False
    uow.nudges.once(today[0], now=now)
    return notices.tell(uow, word.person, word.what, now=now, key=word.keys[-1])


def send_due(uow: UnitOfWork, library: Library, *, zone: ZoneInfo, now: datetime) -> int:
    """Call to mind what has rested long enough; returns how many people were told something.

    Call it as often as you like: what was said stands in the database, in the transaction that says it.
    """
    if not uow.reminders.try_lock():
        return 0
    resting = _Resting(uow, library, now)
    words = [*resting.reviews(), *resting.agreements(), *resting.drafts(), *resting.lessons()]
    said = uow.nudges.taken([key for word in words for key in word.keys])
    told = 0
    for word in words:
        if told < MOST and not said.issuperset(word.keys):
            told += nudge(uow, library, word, zone=zone, now=now)
    return told


def _good(uow: UnitOfWork, library: Library, word: Word, zone: ZoneInfo, now: datetime) -> bool:
    member = next(iter(uow.groups.of_person(word.person)), None)
    key = word.group or (member.group if member else None)
    group = uow.groups.get(key) if key else None
    hours = holidays.hours_of(group) if group else Hours(zone, library.reminders.hour)
    local = zones.local(now, hours.zone)
    is_free = holidays.free(uow, library, since=local.date())
    if local.hour < hours.hour or holidays.rings_at(library, hours, now, is_free) > now:
        return False
    return group is None or pauses.current(uow, group, now=now) is None


@dataclass
class _Resting:
    """Everything that has not changed for days, as words about it."""

    uow: UnitOfWork
    library: Library
    now: datetime

    def lessons(self) -> Iterator[Word]:
        """To whoever began a lesson and left it."""
        for row in self.uow.nudges.lessons(before=self._since("lesson")):
            if self.library.lesson(row.lesson):
                keys = self._keys("lesson", f"{row.person_id}:{row.lesson}:{row.card}", row.updated_at)
                what = NudgeLesson(lesson=row.lesson, card=row.card)
                yield Word(PersonId(row.person_id), what, keys, gentle=True)

    def drafts(self) -> Iterator[Word]:
        """To the leaders of a group whose plan rests."""
        for row in self.uow.nudges.drafts(before=self._since("draft"), now=self.now):
            group = GroupId(row.group_id)
            for leader in self.uow.groups.leaders(group):
                keys = self._keys("draft", f"{row.id}:{row.revision}:{leader.person}", row.updated_at)
                what = NudgeDraft(plan=PlanId(row.id), revision=row.revision)
                yield Word(leader.person, what, keys, group, gentle=True)

    def agreements(self) -> Iterator[Word]:
        """To members who have not said yet whether they agree to the plan."""
        for row in self.uow.nudges.agreements(before=self._since("agreement")):
            keys = self._keys("agreement", f"{row.plan_id}:{row.revision}:{row.person_id}", row.at)
            what = NudgeAgreement(plan=PlanId(row.plan_id), revision=row.revision)
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

    def _since(self, kind: str) -> datetime:
        """What has not changed since then has rested long enough for the first word."""
        days = self.library.reminders.nudges.get(kind)
        return self.now - min(days) * _DAY if days else datetime.min.replace(tzinfo=self.now.tzinfo)

    def _keys(self, kind: str, subject: str, at: datetime) -> tuple[str, ...]:
        """The words that are due by now: after a long outage they are one."""
        days = sorted(self.library.reminders.nudges[kind])
        return tuple(f"{kind}:{subject}:{day}" for day in days if self.now - at >= day * _DAY)
