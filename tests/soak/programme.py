"""A programme of many groups, drawn by lot: people with and without phones, chats, zones, rests, answers, outages."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.content.library import Library
from bot.domain.delivery import SendState
from bot.domain.ids import AccountId, ActionId, GroupId, PersonId
from bot.domain.people import Person, Role
from bot.services.actions import checkins
from bot.services.reminders import pauses, reminders
from bot.settings import shipped
from bot.store.attempts import Settled
from bot.store.bookmarks import Bookmark
from bot.store.database import Database, UnitOfWork
from bot.store.tables import copies, outbox
from bot.store.tables import reminders as planned
from tests.soak.oracle import Oracle, Reply, Rest, Ring, Team, Work
from tests.story import Story

LIBRARY = Library.load(shipped("content"))
ZONES = ("Asia/Vientiane",) * 6 + ("Europe/Berlin", "America/New_York", "Asia/Kathmandu")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# The yearly holidays by hand, and those that staff of this programme set.
YEARLY = ((1, 1), (3, 8), (4, 14), (4, 15), (4, 16), (5, 1), (12, 2))


@dataclass(frozen=True)
class Event:
    """Something that somebody does at an instant."""

    at: datetime
    do: Callable[[UnitOfWork, datetime], None]


@dataclass
class Soak:
    """Builds the programme, moves its clock, and compares what rang with the oracle."""

    database: Database
    chance: random.Random
    begun: datetime
    days: int
    step: int = 1  # hours from look to look
    works: list[Work] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    members: list[int] = field(default_factory=list)
    _accounts: int = 1000

    def __post_init__(self) -> None:
        own = [self.day(self.chance.randrange(self.days)) for _ in range(max(1, self.days // 30))]
        years = (self.begun.year, self.begun.year + 1, self.begun.year + 2)
        self.holidays = frozenset({date(year, *day) for year in years for day in YEARLY} | set(own))
        self.ticks = self._ticks()
        self.story = Story(self.database)
        with self.database.begin() as uow:
            for day in own:
                uow.holidays.add(day, day, "", now=self.begun)
            self.staff = [self._person(uow, Role.STAFF) for _ in range(2)]
            self.round = uow.rounds.add(
                name={"lo": "1", "en": "1"},
                opens_at=self.begun - DAY,
                deadline=self.begun + DAY,
                state="open",
                form_version=LIBRARY.form.version,
            )
            self.village = uow.groups.village("1704", "ດັກຂຽດ", state="known")

    def day(self, number: int) -> date:
        return (self.begun + number * DAY).date()

    def _ticks(self) -> list[datetime]:
        """Every few hours, but in outages, some of days."""
        out: set[int] = set()
        for _ in range(max(1, self.days // 40)):
            start = self.chance.randrange(self.days * 24)
            out |= set(range(start, start + self.chance.choice((5, 30, 24 * 8))))
        return [self.begun + hour * HOUR for hour in range(1, self.days * 24, self.step) if hour not in out]

    # The people ------------------------------------------------------------------------------------------------------
    def _person(self, uow: UnitOfWork, *roles: Role, phone: str = "ok") -> tuple[PersonId, int]:
        self._accounts += 1
        values = {"language": self.chance.choice(("lo", "en")), "listens": False, "consented_at": self.begun}
        person = uow.people.add(
            now=self.begun, name=f"P{self._accounts}", asked="call,ethnic,phone,sex,youth", **values
        )
        for role in roles:
            uow.people.put_role(person, role, "confirmed", now=self.begun)
        if phone:
            account = AccountId(self._accounts)
            uow.people.account(account, now=self.begun)
            uow.people.speak_as(account, person)
            uow.people.mark_account(account, phone, now=self.begun)
        return person, self._accounts

    def settle(self, groups: int, actions: int) -> None:
        """So many groups, with so many actions each."""
        for number in range(groups):
            with self.database.begin() as uow:
                self._group(uow, number, actions)
        self.events.sort(key=lambda event: event.at)

    def _group(self, uow: UnitOfWork, number: int, actions: int) -> None:
        chance = self.chance
        zone, hour = chance.choice(ZONES), chance.randint(6, 20)
        chat = -(number + 1) if chance.random() < 0.4 else None
        told = chance.choice(("both", "private", "chat"))
        values = {"village_id": self.village, "project": "RLIP", "state": "active", "zone": zone, "hour": hour}
        group = uow.groups.add(now=self.begun, name=f"G{number}", chat_id=chat, chat_language="lo", told=told, **values)
        phones = [chance.choice(("ok",) * 8 + ("blocked", "")) for _ in range(3)]
        people = [self._person(uow, phone=phone) for phone in phones]
        for index, (person, _) in enumerate(people):
            uow.groups.join(group, person, leader=index == 0, now=self.begun)
        reached = [account if phone == "ok" else None for (_, account), phone in zip(people, phones, strict=True)]
        self.members += [account for account in reached if account]
        team = Team(ZoneInfo(zone), hour, [reached[0]] if reached[0] else [], chat, told)
        if chance.random() < 0.2:
            self._rest(team, group, people[0][0])
        plan = uow.plans.add(group, self.round, now=self.begun)
        uow.plans.change(plan, now=self.begun, state="approved")
        for _ in range(actions):
            self._action(uow, plan, team, people, reached)
        found = uow.plans.get(plan)
        assert found is not None
        reminders.schedule(uow, LIBRARY, found, now=self.begun)

    def _action(
        self, uow: UnitOfWork, plan: int, team: Team, people: list[tuple[PersonId, int]], reached: list[int | None]
    ) -> None:
        chance = self.chance
        due = self.day(chance.randint(4, self.days))
        start = due - chance.randint(0, 20) * DAY if chance.random() < 0.5 else None
        index = chance.randrange(4)
        owner = people[index][0] if index < 3 else None
        values = {"what": "ວຽກ", "who": "X", "owner_id": owner, "start_on": start, "due_on": due}
        key = uow.actions.add(plan, now=self.begun, **values)  # type: ignore[arg-type]
        work = Work(key, team, reached[index] if index < 3 else None, start, due)
        self.works.append(work)
        self._answers(work, people[1][0])

    def _rest(self, team: Team, group: GroupId, leader: PersonId) -> None:
        since = self._moment(self.chance.randrange(self.days))
        length = self.chance.randint(2, 20)
        if self.chance.random() < 0.5:
            until = (since.astimezone(team.zone) + length * DAY).date()
            team.rest = Rest(since, until, None)
        else:
            until, resumed = None, since + length * DAY
            team.rest = Rest(since, None, resumed)
            self.events.append(Event(resumed, lambda uow, now: self._resume(uow, group, leader, now)))
        self.events.append(Event(since, lambda uow, now: self._pause(uow, group, until, leader, now)))

    def _answers(self, work: Work, person: PersonId) -> None:
        """Nought to three answers; each but the last leaves the action open."""
        due, at = work.due, datetime.combine(work.due, datetime.min.time(), UTC)
        for _ in range(self.chance.randrange(4)):
            at += self.chance.randint(-6, 12) * DAY
            moment = at.replace(hour=self.chance.randrange(24), minute=30)
            if moment <= max(self.begun, work.replies[-1].at if work.replies else self.begun):
                continue
            what = self.chance.choice(("done", "started", "late"))
            new = max(due, moment.date()) + self.chance.randint(5, 30) * DAY if what == "late" else None
            due = new or due
            work.replies.append(Reply(moment, what, new))
            self.events.append(Event(moment, _replying(work.key, person, what, new)))
            if what == "done":
                return

    def _moment(self, day: int) -> datetime:
        return self.begun + day * DAY + self.chance.randrange(24) * HOUR + HOUR / 2

    def _pause(self, uow: UnitOfWork, group: GroupId, until: date | None, leader: PersonId, now: datetime) -> None:
        pauses.pause(uow, LIBRARY, group, until, by=_known(uow, leader), now=now)

    def _resume(self, uow: UnitOfWork, group: GroupId, leader: PersonId, now: datetime) -> None:
        pauses.resume(uow, LIBRARY, group, by=_known(uow, leader), now=now)

    # The clock -------------------------------------------------------------------------------------------------------
    def run(self, look: Callable[[datetime], None]) -> None:
        """Move the clock from tick to tick; `look` is what the bot does then. What people do comes in between.

        Most people open the bot every four days; some are silent all the time.
        """
        events, lively = list(self.events), [chat for chat in self.members if chat % 5]
        for number, tick in enumerate(self.ticks):
            if number % (96 // self.step) == 0:
                with self.database.begin() as uow:
                    for chat in lively:
                        uow.bookmarks.put(chat, chat, Bookmark(), now=tick)
            while events and events[0].at <= tick:
                event = events.pop(0)
                with self.database.begin() as uow:
                    event.do(uow, event.at)
            look(tick)

    def look(self, now: datetime) -> None:
        """The clock looks as the app does; now and then it dies in the middle and looks again."""
        while True:
            try:
                with self.database.begin() as uow:
                    found = reminders.send_due(uow, LIBRARY, now=now)
                    if found and self.chance.random() < 0.1:
                        raise Death
            except Death:
                continue
            if not found:
                return
            self.deliver(now)

    def deliver(self, now: datetime) -> None:
        """Everything that waits is drawn and reaches the phones; a death before the commit sends it again."""
        while True:
            try:
                with self.database.begin() as uow:
                    rows = uow.outbox.due(now=now, limit=500)
                    for row in rows:
                        drawn = self.story.runner.draw(uow, row, now)
                        message = row.message_id or (uow.outbox.message_of(row.edits) if row.edits else row.id)
                        done = Settled(
                            row.id, SendState.SENT if drawn else SendState.SUPERSEDED, message if drawn else None
                        )
                        uow.attempts.settle([done], now=now)
                    if rows and self.chance.random() < 0.05:
                        raise Death
            except Death:
                continue
            if not rows:
                return

    # The account -----------------------------------------------------------------------------------------------------
    def expected(self) -> list[Ring]:
        """What the rules say."""
        oracle = Oracle(self.begun, self.ticks, self.holidays, [account for _, account in self.staff])
        return sorted(ring for work in self.works for ring in oracle.rings(work))

    def rang(self) -> list[Ring]:
        """What was asked, in which chat, when."""
        columns = [copies.c.at, copies.c.chat_id, copies.c.action_id, planned.c.about, planned.c.due_on, planned.c.days]
        first = sa.func.min(copies.c.at).label("at")
        wanted = (
            sa.select(first, *columns[1:], planned.c.recipient)
            .join(planned, planned.c.id == copies.c.reminder_id)
            .group_by(copies.c.reminder_id, *columns[1:], planned.c.recipient)
        )
        with self.database.begin() as uow:
            return sorted(Ring(*tuple(row)) for row in uow.connection.execute(wanted))

    def check(self) -> None:
        """Every due reminder once where it belongs, and no message at a bad time or twice in an hour."""
        expected, rang = self.expected(), self.rang()
        assert len(expected) > len(self.works)
        assert sorted(set(expected) - set(rang)) == []
        assert sorted(set(rang) - set(expected)) == []
        assert (len(rang), len(expected)) == (len(set(rang)), len(set(expected)))
        with self.database.begin() as uow:
            asking = outbox.c.notice.in_(
                ("reminder", "reminder_summary", "reminder_chat", "reminder_leader", "reminder_staff")
            )
            sent = sa.select(outbox.c.chat_id, outbox.c.created_at).where(asking, outbox.c.method == "send")
            rows = [(row.chat_id, row.created_at) for row in uow.connection.execute(sent)]
        assert len(rows) == len(set(rows))  # one message for each person and look, however many groups and chunks


class Death(Exception):
    """The process ends before it commits."""


def _known(uow: UnitOfWork, person: PersonId) -> Person:
    found = uow.people.get(person)
    assert found is not None
    return found


def _replying(action: int, person: PersonId, what: str, due: date | None) -> Callable[[UnitOfWork, datetime], None]:
    def reply(uow: UnitOfWork, now: datetime) -> None:
        key, by = ActionId(action), _known(uow, person)
        found = uow.actions.get(key)
        assert found is not None
        if what == "late":
            assert due is not None
            checkins.late(uow, LIBRARY, key, due, by=by, seen=found.revision, now=now)
        else:
            {"done": checkins.done, "started": checkins.started}[what](uow, key, by=by, seen=found.revision, now=now)

    return reply
