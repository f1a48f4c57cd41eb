"""What has to ring, when, and for whom: recomputed from the rules in words, without any of the product's own functions.

The rules (issue 5 and content/reminders.yaml): an action is asked about on its start date while it is not begun, three
days before its due date, on it and three days after it, at the group's hour of its own zone; without an answer since
the due date the leaders hear after five days and staff after ten. Nothing rings from 20:00 to 7:00, on a holiday, or
while the group rests: it comes at the end of the night, or at the group's hour of the first morning that is neither.
What was late pushes the escalations back by as many days. An answer ends the questions of its day, "done" all of them,
"late" starts the count anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OWNER, LEADER, STAFF = "owner", "leader", "staff"
ASKED, LEADERS_HEAR, STAFF_HEAR = (-3, 0, 3), 5, 10
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rest:
    """A group's pause: from an instant, until a day, or until it is ended at an instant."""

    since: datetime
    until: date | None
    resumed: datetime | None


@dataclass
class Team:
    """A group as the oracle sees it: who can be reached where."""

    zone: ZoneInfo
    hour: int
    leaders: list[int]  # chats of the leaders who can be reached
    chat: int | None
    told: str
    rest: Rest | None = None


@dataclass(frozen=True)
class Reply:
    """What somebody answered, when; `due` is the new day of a late action."""

    at: datetime
    what: str
    due: date | None = None


@dataclass
class Work:
    """An action: who is asked about it, when it starts and is due, and what was answered."""

    key: int
    team: Team
    owner: int | None  # the owner's chat, None without a phone that can be reached
    start: date | None
    due: date
    replies: list[Reply] = field(default_factory=list)


@dataclass(frozen=True, order=True)
class Ring:
    """One question in one chat."""

    at: datetime
    chat: int
    action: int
    about: str
    due: date
    days: int
    recipient: str


@dataclass
class _Row:
    about: str
    due: date
    days: int
    recipient: str
    at: datetime


@dataclass
class Oracle:
    """Knows when the bot looked (`ticks`), the holidays, and the chats of staff."""

    begun: datetime
    ticks: Sequence[datetime]
    holidays: frozenset[date]
    staff: list[int]

    def rings(self, work: Work) -> Iterator[Ring]:  # noqa: C901 – one walk through an action's life
        """Every question about one action, in every chat."""
        rows, replies = self._rows(work, work.due, self.begun, first=True), list(work.replies)
        state, answered = "planned", self.begun - 999 * DAY
        while rows or replies:
            tick = self._tick(min(row.at for row in rows)) if rows else None
            if replies and (tick is None or replies[0].at <= tick):
                reply = replies.pop(0)
                state, answered = reply.what, reply.at
                if state == "done":
                    return
                if reply.due:
                    rows = self._rows(work, reply.due, reply.at, first=False)
                continue
            if tick is None:
                return
            now = sorted((row for row in rows if row.at <= tick), key=lambda row: row.at)
            again = self._again(work.team, tick)
            if again is None or again > tick:
                for row in now:
                    row.at = again or datetime.max.replace(tzinfo=UTC)
                continue
            held = self._held(work.team, now, tick)
            heard: dict[int, Ring] = {}
            for row in now:
                if id(row) in held:
                    row.at = held[id(row)]
                    continue
                rows.remove(row)
                if self._needed(work, row, state, answered, tick):
                    heard |= {ring.chat: ring for ring in self._heard(work, row, tick)}
            yield from heard.values()  # of several questions about one action a chat is asked the last

    def _rows(self, work: Work, due: date, after: datetime, *, first: bool) -> list[_Row]:
        steps = [*((days, OWNER) for days in ASKED), (LEADERS_HEAR, LEADER), (STAFF_HEAR, STAFF)]
        rows = [_Row("due", due, days, recipient, self._on(work.team, due + days * DAY)) for days, recipient in steps]
        if first and work.start and work.start < due:
            rows.append(_Row("start", work.start, 0, OWNER, self._on(work.team, work.start)))
        coming = [row for row in rows if row.at > after]
        for row in coming:
            row.at = self._night(work.team, row.at)
        return coming

    def _on(self, team: Team, day: date) -> datetime:
        return datetime.combine(day, time(team.hour), team.zone).astimezone(UTC)

    def _night(self, team: Team, at: datetime) -> datetime:
        local = at.astimezone(team.zone)
        if 7 <= local.hour < 20:
            return at
        day = local.date() + (DAY if local.hour >= 20 else 0 * DAY)
        return datetime.combine(day, time(7), team.zone).astimezone(UTC)

    def _again(self, team: Team, at: datetime) -> datetime | None:
        """`at` when something may ring then, else when it may; None: not before somebody ends the rest."""
        rest, day = team.rest, at.astimezone(team.zone).date()
        if rest and rest.since <= at and not (rest.resumed and rest.resumed <= at):
            if rest.until is None:
                return self._again(team, rest.resumed) if rest.resumed else None
            if day < rest.until:
                at = self._on(team, rest.until)
        at = self._night(team, at)
        day = at.astimezone(team.zone).date()
        if day not in self.holidays:
            return at
        while day in self.holidays:
            day += DAY
        return self._night(team, self._on(team, day))

    def _held(self, team: Team, rows: list[_Row], tick: datetime) -> dict[int, datetime]:
        """Escalations whose owner is only asked now come as many days later as the question was late."""
        asked = [row for row in rows if row.recipient == OWNER and row.about == "due"]
        if not asked:
            return {}
        last = max(asked, key=lambda row: row.days)
        late = (tick.astimezone(team.zone).date() - last.due).days - last.days
        held = {}
        for row in rows:
            if row.recipient != OWNER:
                later = self._again(team, self._on(team, row.due + (row.days + max(1, late)) * DAY))
                assert later is not None
                held[id(row)] = later
        return held

    def _needed(self, work: Work, row: _Row, state: str, answered: datetime, tick: datetime) -> bool:
        if row.about == "start":
            return state == "planned"
        since = row.due if row.recipient != OWNER else tick.astimezone(work.team.zone).date()
        return answered < datetime.combine(since, time(0), work.team.zone).astimezone(UTC)

    def _heard(self, work: Work, row: _Row, tick: datetime) -> Iterator[Ring]:
        team, chats = work.team, []
        if row.recipient == STAFF:
            chats = self.staff
        elif row.recipient == LEADER:
            chats = [chat for chat in team.leaders if chat != work.owner] if team.leaders else self.staff
        else:
            if team.chat is None or team.told != "chat":
                chats = [work.owner] if work.owner else team.leaders or self.staff
            if team.chat is not None and team.told != "private":
                chats = [*chats, team.chat]
        yield from (Ring(tick, chat, work.key, row.about, row.due, row.days, row.recipient) for chat in chats)

    def _tick(self, at: datetime) -> datetime | None:
        """When the bot looked next."""
        index = bisect_left(self.ticks, at)
        return self.ticks[index] if index < len(self.ticks) else None
