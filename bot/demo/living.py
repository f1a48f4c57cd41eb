"""People of the demo live through a competition while its clock moves, each at an hour of their own.

Nothing is remembered: who has something left to do is read from the database, so that a visitor may do any of it first,
and a restart changes nothing. Whose phones lie on the table act last, shortly before a phase ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.app import App
from bot.content.demo import load_contest, load_programme
from bot.demo import recordings
from bot.demo.clock import by_day
from bot.demo.deeds import Deeds
from bot.domain import lots
from bot.domain.contests import Contest, Phase
from bot.domain.ids import AssignmentId, GroupId, PersonId, PlanId
from bot.domain.people import Person, Role
from bot.domain.refused import Refused
from bot.domain.reviews import ReviewState
from bot.domain.rounds import Rules
from bot.services import roles
from bot.services.contests import peers, pitches, readings, standings
from bot.services.reviews import reviews
from bot.settings import shipped
from bot.simulator.world import World
from bot.store.database import UnitOfWork

_TURNS = (0.25, 0.5)  # of a phase, when people act
_LAST = timedelta(hours=8)  # before its end, when those act whose phones lie on the table
_BY_HAND = timedelta(days=3)  # how long a phase lasts that ends by hand
_ADVICE = timedelta(days=2)  # after which others give the advice that they were asked for
_VOICES = 8
_PASSES = 4  # what one does gives another something to do: finalists are read once all have read
_OPEN = (ReviewState.ASKED, ReviewState.SCORING)


@dataclass(frozen=True, slots=True)
class Act:
    """Something that somebody does at an hour."""

    at: datetime
    do: Callable[[UnitOfWork, datetime], None]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is who: phones on the table, who is asked to read as an expert, and how good plans are."""

    shown: frozenset[PersonId] = frozenset()
    readers: tuple[PersonId, ...] = ()
    strong: Mapping[PlanId, int] | None = None

    def written(self) -> dict[str, object]:
        """As it is kept beside the phones."""
        strong = {str(plan): points for plan, points in (self.strong or {}).items()}
        return {"shown": sorted(self.shown), "readers": list(self.readers), "strong": strong}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Cast:
        """What `written` wrote; an older demo kept nothing."""
        strong = {PlanId(int(plan)): points for plan, points in kept.get("strong", {}).items()}
        return cls(frozenset(kept.get("shown", ())), tuple(kept.get("readers", ())), strong)


class LivingPeople:
    """Looks who has something to do. `bring` first, in the thread of the local Telegram."""

    def __init__(self, app: App, cast: Cast) -> None:
        self.app, self.cast, self.rules = app, cast, Rules()
        self._known: Deeds | None = None

    def bring(self, world: World) -> None:
        """What they say is read, and voices and a photo are at Telegram, from the first time that they are wanted."""
        if self._known is None:
            library, content = self.app.library, shipped("content")
            told = load_contest(content, library, load_programme(content, library))
            voices = tuple(recordings.voice(world, number) for number in range(_VOICES))
            self._known = Deeds(library, told, self.cast.strong or {}, voices, recordings.photo(world))

    @property
    def deeds(self) -> Deeds:
        assert self._known is not None, "nobody acts before `bring`"
        return self._known

    def next_at(self, uow: UnitOfWork, *, now: datetime) -> datetime | None:
        """When somebody acts next."""
        return min((act.at for act in self._acts(uow) if act.at > now), default=None)

    def waits(self, uow: UnitOfWork, *, now: datetime) -> bool:
        """Whether somebody acts now."""
        return any(act.at <= now for act in self._acts(uow))

    def live(self, uow: UnitOfWork, *, now: datetime) -> int:
        """Everybody whose hour has come does what they have left to do; returns how many deeds were done."""
        done = 0
        for _ in range(_PASSES):
            deeds = sum(self._does(uow, act, now) for act in list(self._acts(uow)) if act.at <= now)
            if not deeds:
                break
            done += deeds
        return done

    def _does(self, uow: UnitOfWork, act: Act, now: datetime) -> bool:
        try:
            with uow.savepoint():
                act.do(uow, now)
        except Refused:  # somebody was quicker, or may not: then it stays undone
            return False
        return True

    # Who has something to do ------------------------------------------------------------------------------------------
    def _acts(self, uow: UnitOfWork) -> Iterator[Act]:
        yield from self._advice(uow)
        for round_ in uow.rounds.kept():
            contest = uow.contests.get(round_.id)
            ways = {
                Phase.PRESENTING: self._presenting,
                Phase.PEERS: self._peers,
                Phase.EXPERTS: self._experts,
                Phase.DECISION: self._decision,
                Phase.FOLLOW_UP: self._visits,
            }
            if contest is not None and contest.phase in ways:
                yield from ways[contest.phase](uow, contest)

    def _presenting(self, uow: UnitOfWork, contest: Contest) -> Iterator[Act]:
        for group in pitches.silent(uow, contest):
            plan, leader = uow.plans.of_group(group, contest.round), self._leader(uow, group)
            if plan and leader:
                yield Act(self._hour(contest, leader.id), partial(self._tells, plan.id, leader))

    def _tells(self, plan: PlanId, leader: Person, uow: UnitOfWork, now: datetime) -> None:
        self.deeds.tell(uow, plan, leader, now)

    def _peers(self, uow: UnitOfWork, contest: Contest) -> Iterator[Act]:
        for group in peers.busy(uow, contest):
            if leader := self._leader(uow, group):
                yield Act(self._hour(contest, leader.id), partial(self._hears, contest, group, leader))
        known = {one.id for one in uow.people.with_role(Role.EXPERT)}
        for reader in self.cast.readers:
            if reader not in known:
                yield Act(self._hour(contest, reader), partial(self._asked_to_read, reader))

    def _hears(self, contest: Contest, group: GroupId, leader: Person, uow: UnitOfWork, now: datetime) -> None:
        self.deeds.hear(uow, contest.round, group, leader, now)

    def _asked_to_read(self, reader: PersonId, uow: UnitOfWork, now: datetime) -> None:
        """Staff make somebody an expert, before plans are dealt out."""
        for staff in uow.people.with_role(Role.ADMIN)[:1]:
            roles.give(uow, reader, Role.EXPERT, by=staff, now=now)

    def _experts(self, uow: UnitOfWork, contest: Contest) -> Iterator[Act]:
        for expert in readings.busy(uow, contest.round):
            yield Act(self._hour(contest, expert), partial(self._reads, expert, contest))

    def _reads(self, expert: PersonId, contest: Contest, uow: UnitOfWork, now: datetime) -> None:
        for one in uow.reviews.readings(contest.round):
            if one.expert == expert and one.state in _OPEN and (by := uow.people.get(expert)):
                self.deeds.read(uow, one.id, self.rules, by, now)

    def _decision(self, uow: UnitOfWork, contest: Contest) -> Iterator[Act]:
        staff = uow.people.with_role(Role.STAFF)
        if staff and not any(plan.position for plan in uow.plans.of_round(contest.round)):
            shown = next((one for one in staff if one.id in self.cast.shown), staff[0])
            yield Act(self._hour(contest, shown.id), partial(self._decides, contest, shown))

    def _decides(self, contest: Contest, staff: Person, uow: UnitOfWork, now: datetime) -> None:
        standings.put(uow, self.app.library, contest.round, by=staff, now=now)

    def _visits(self, uow: UnitOfWork, contest: Contest) -> Iterator[Act]:
        for plan in uow.plans.of_round(contest.round):
            if plan.position and not any(visit.whole for visit in uow.reviews.visits(plan.id)):
                yield Act(self._hour(contest, PersonId(plan.id)), partial(self._visited, plan.id))

    def _visited(self, plan: PlanId, uow: UnitOfWork, now: datetime) -> None:
        self.deeds.visit(uow, plan, now)

    def _advice(self, uow: UnitOfWork) -> Iterator[Act]:
        """Whoever became an expert on the way also gives the advice that they are asked for."""
        for reader in self.cast.readers:
            for one in uow.reviews.of_expert(reader):
                if not one.kind.decides and one.state in _OPEN and reviews.may_read(uow, one):
                    yield Act(by_day(one.asked_at + _ADVICE), partial(self._advises, reader, one.id))

    def _advises(self, reader: PersonId, assignment: AssignmentId, uow: UnitOfWork, now: datetime) -> None:
        if by := uow.people.get(reader):
            self.deeds.read(uow, assignment, self.rules, by, now)

    # Hours ------------------------------------------------------------------------------------------------------------
    def _hour(self, contest: Contest, person: PersonId) -> datetime:
        """When somebody acts in the present phase."""
        end = contest.ends or contest.since + _BY_HAND
        if person in self.cast.shown:
            return by_day(end - _LAST)
        turn = _TURNS[lots.ticket("demo", "turn", person)[0] % len(_TURNS)]
        return by_day(contest.since + (end - contest.since) * turn)

    def _leader(self, uow: UnitOfWork, group: GroupId) -> Person | None:
        member = next((one for one in uow.groups.members(group) if one.leader), None)
        return uow.people.get(member.person) if member else None
