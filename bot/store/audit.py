"""What staff and leaders did, by whom and when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from bot.domain import renamed
from bot.domain.ids import GroupId, PersonId
from bot.store.repository import AnyRow, Repository
from bot.store.tables import actions, audit, plans

_NAMES = re.compile(r"\b(group|plan|action) (\d{1,18})\b")


class Noted(NamedTuple):
    """One line of the log; the verb is today's, whatever it was called when it was noted."""

    person_id: int | None
    verb: str
    subject: str
    at: datetime
    id: int = 0
    before: str = ""
    after: str = ""


_COLUMNS = (
    audit.c.person_id,
    audit.c.verb,
    audit.c.subject,
    audit.c.at,
    audit.c.id,
    audit.c.before,
    audit.c.after,
)


class Audit(Repository):
    """The log of decisions; it names people by number only."""

    def note(
        self,
        person: PersonId | None,
        verb: str,
        subject: str,
        *,
        now: datetime,
        before: str = "",
        after: str = "",
        group: GroupId | None = None,
    ) -> None:
        """Write down that somebody did something to a subject such as "plan 7".

        `group` is found by the subject where it is not given; `before` and `after` are what a change took away and put.
        """
        of = group or self._group(subject)
        values = {"person_id": person, "verb": verb, "subject": subject, "at": now, "group_id": of}
        self.insert(audit, **values, before=before, after=after)

    def forget(self, *, before: datetime, limit: int | None = None) -> int:
        """Delete what was noted before an instant, a part at a time; returns how many."""
        return self.forget_some(audit.c.id, audit.c.at < before, limit=limit)

    def log(self) -> list[Noted]:
        """All that was noted, the first first."""
        return [_noted(row) for row in self.all(sa.select(*_COLUMNS).order_by(audit.c.id))]

    def page(
        self,
        *,
        limit: int,
        before_id: int = 0,
        person: PersonId | None = None,
        group: GroupId | None = None,
        days: tuple[datetime, datetime] | None = None,
    ) -> list[Noted]:
        """The newest lines below `before_id` (0: the newest of all), by person, group, and from an instant to one."""
        wanted = sa.select(*_COLUMNS)
        if before_id:
            wanted = wanted.where(audit.c.id < before_id)
        if person is not None:
            wanted = wanted.where(audit.c.person_id == person)
        if group is not None:
            wanted = wanted.where(audit.c.group_id == group)
        if days is not None:
            wanted = wanted.where(audit.c.at >= days[0], audit.c.at < days[1])
        return [_noted(row) for row in self.all(wanted.order_by(audit.c.id.desc()).limit(limit))]

    def last(self, verb: str) -> Mapping[str, Noted]:
        """Of each subject the last line with this verb."""
        newest = sa.select(sa.func.max(audit.c.id)).where(audit.c.verb == verb).group_by(audit.c.subject)
        return {one.subject: one for one in map(_noted, self.all(sa.select(*_COLUMNS).where(audit.c.id.in_(newest))))}

    def _group(self, subject: str) -> int | None:
        """The group that a subject names, or whose plan or action it names."""
        found = {name: int(number) for name, number in _NAMES.findall(subject)}
        if "group" in found:
            return found["group"]
        if "plan" in found:
            of_plan: int | None = self.value(plans.c.group_id, plans.c.id == found["plan"])
            return of_plan
        if "action" in found:
            of = sa.select(actions.c.plan_id).where(actions.c.id == found["action"]).scalar_subquery()
            of_action: int | None = self.value(plans.c.group_id, plans.c.id == of)
            return of_action
        return None


def _noted(row: AnyRow) -> Noted:
    return Noted(row[0], renamed.now("verb", row[1]), *row[2:])
