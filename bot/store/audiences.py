"""Who an audience is: one set of conditions in SQL, by which people are counted, shown as examples, and written to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

import sqlalchemy as sa

from bot.domain.audiences import Audience, Kind
from bot.domain.groups import MemberState
from bot.domain.ids import AccountId, ChatId, GroupId, PersonId, RoundId
from bot.domain.people import AccountState
from bot.domain.plans import RoundState
from bot.store.conditions import (
    Day,
    Where,
    active,
    bound,
    chosen_groups,
    chosen_people,
    in_telegram,
    inside,
    language_of,
)
from bot.store.repository import Repository
from bot.store.tables import (
    accounts,
    audiences,
    groups,
    members,
    persons,
    places,
    rounds,
    speakers,
    villages,
)

EXAMPLES = 10  # people who are shown before an announcement is sent


@dataclass(frozen=True, slots=True)
class Size:
    """How many an audience is: people, those of them who are in Telegram, and groups."""

    people: int
    reached: int
    groups: int

    @property
    def others(self) -> int:
        """People who are not in Telegram."""
        return self.people - self.reached


NOBODY = Size(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Hearer:
    """Somebody of an audience; `account` is None for whoever is not in Telegram, `group` for whoever is in none."""

    person: PersonId
    name: str
    group: GroupId | None
    group_name: str
    account: AccountId | None


@dataclass(frozen=True, slots=True)
class GroupChat:
    """A group's chat; `alone`: nobody of the group can be written to by themselves."""

    chat: ChatId
    group: GroupId
    alone: bool


@dataclass(frozen=True, slots=True)
class Saved:
    """An audience that staff have given a name."""

    id: int
    name: str
    audience: Audience


class Audiences(Repository):
    """Audiences: who they are, and those that have a name."""

    def size(self, audience: Audience, day: Day) -> Size:
        """How many an audience is now."""
        day = replace(day, lists=self.dialect == "sqlite")
        reached = sa.func.sum(sa.case((in_telegram(day), 1), else_=0))
        people = self.all(
            sa.select(sa.func.count(), reached).select_from(persons).where(*chosen_people(audience, day))
        )[0]
        chosen = chosen_groups(audience, day).subquery()
        found = self.all(sa.select(sa.func.count()).select_from(chosen))[0][0] if audience.in_groups else 0
        return Size(int(people[0] or 0), int(people[1] or 0), int(found or 0))

    def hearers(self, audience: Audience, day: Day, *, after_id: int, limit: int) -> list[Hearer]:
        """At most `limit` people of an audience behind person `after_id`, each with the one account to write to."""
        return self._hearers(audience, day, persons.c.id > after_id, limit=limit)

    def examples(self, audience: Audience, day: Day) -> list[Hearer]:
        """A few people of an audience, from its beginning to its end."""
        found = self.hearers(audience, day, after_id=0, limit=EXAMPLES)
        if len(found) < EXAMPLES:
            return found
        last = self.all(sa.select(sa.func.max(persons.c.id)))[0][0]
        edges = [found[0].person - 1 + (last - found[0].person + 1) * part // EXAMPLES for part in range(EXAMPLES + 1)]
        spread = [
            one
            for after, until in pairwise(edges)
            for one in self._hearers(audience, day, persons.c.id.between(after + 1, until), limit=1)
        ]
        rest = [one for one in found if one not in spread]  # they stand close together: the first ones too
        return sorted([*spread, *rest[: EXAMPLES - len(spread)]], key=lambda one: one.person)

    def _hearers(self, audience: Audience, day: Day, place: Where, *, limit: int) -> list[Hearer]:
        group = sa.select(sa.func.min(members.c.group_id)).where(*inside(audience, day)).scalar_subquery()
        account = (
            sa.select(accounts.c.id)
            .join(speakers, speakers.c.account_id == accounts.c.id)
            .join(
                places, sa.and_(places.c.chat_id == accounts.c.id, places.c.account_id == accounts.c.id), isouter=True
            )
            .where(speakers.c.person_id == persons.c.id, accounts.c.state != AccountState.LOCKED)
            .order_by(
                sa.case((accounts.c.state == AccountState.OK, 0), else_=1),
                places.c.updated_at.desc().nulls_last(),
                accounts.c.id,
            )
            .limit(1)
            .correlate(persons)
            .scalar_subquery()
        )
        wanted = (
            sa.select(
                persons.c.id, persons.c.name, group.label("group_id"), persons.c.consented_at, account.label("at")
            )
            .where(place, *chosen_people(audience, day))
            .order_by(persons.c.id)
            .limit(limit)
            .subquery()
        )
        named = sa.select(wanted, groups.c.name.label("group_name"))
        found = self.all(named.join(groups, groups.c.id == wanted.c.group_id, isouter=True).order_by(wanted.c.id))
        return [
            Hearer(row.id, row.name, row.group_id, row.group_name or "", row.at if row.consented_at else None)
            for row in found
        ]

    def chats(self, audience: Audience, day: Day) -> list[GroupChat]:
        """The Telegram chats of an audience's groups; none when not all who are in them are meant.

        A group chat has a language of its own, Lao until it chose.
        """
        if not (audience.in_groups and audience.whole_groups):
            return []
        reached = sa.exists(
            sa.select(1)
            .select_from(members.join(speakers, speakers.c.person_id == members.c.person_id))
            .join(accounts, accounts.c.id == speakers.c.account_id)
            .join(persons, persons.c.id == members.c.person_id)
            .where(members.c.group_id == groups.c.id, members.c.state == MemberState.ACTIVE)
            .where(accounts.c.state == AccountState.OK, persons.c.consented_at.is_not(None))
            .correlate(groups)
        )
        chosen = chosen_groups(audience, day).subquery()
        wanted = sa.select(groups.c.chat_id, groups.c.id, sa.not_(reached)).where(
            groups.c.id.in_(sa.select(chosen.c.id)), groups.c.chat_id.is_not(None)
        )
        spoken = language_of(groups.c.chat_language)
        if languages := audience.of(Kind.LANGUAGE):
            wanted = wanted.where(spoken.in_(languages))
        if spared := [one.value for one in audience.spared if one.kind is Kind.LANGUAGE]:
            wanted = wanted.where(spoken.not_in(spared))
        return [GroupChat(*row) for row in self.all(wanted.order_by(groups.c.id))]

    # What there is to choose from ------------------------------------------------------------------------------------
    def provinces(self, within: Collection[str]) -> list[str]:
        """The codes of the provinces that have active groups, of some projects or (none) of all."""
        code = sa.func.substr(villages.c.district, 1, 2)
        return [row[0] for row in self.all(bound(active(code), within).distinct().order_by(code))]

    def districts(self, within: Collection[str]) -> list[str]:
        """The codes of the districts that have active groups, of some projects or of all."""
        code = villages.c.district
        return [row[0] for row in self.all(bound(active(code), within).distinct().order_by(code))]

    def projects(self, within: Collection[str]) -> list[str]:
        """The projects that active groups belong to, by name; of some or of all."""
        name = groups.c.project
        found = self.all(bound(active(name), within).distinct().order_by(name))
        return [row.project for row in found if row.project]

    def rounds(self) -> list[tuple[RoundId, Mapping[str, str]]]:
        """The rounds that have begun, the newest first: number and name."""
        shown = rounds.c.state.not_in((RoundState.DRAFT, RoundState.REMOVED))
        found = self.all(sa.select(rounds.c.id, rounds.c.name).where(shown).order_by(rounds.c.id.desc()))
        return [(RoundId(row.id), row.name) for row in found]

    # Audiences that have a name --------------------------------------------------------------------------------------
    def save(self, name: str, audience: Audience, author: PersonId, *, now: datetime) -> None:
        """Give an audience a name; another one of that name is replaced."""
        values = {"name": name, "conditions": audience.written(), "author_id": author, "at": now}
        self.upsert(audiences, values, key=("name",))

    def saved(self) -> list[Saved]:
        """All that have a name, by it."""
        found = self.all(sa.select(audiences.c.id, audiences.c.name, audiences.c.conditions).order_by(audiences.c.name))
        return [Saved(row.id, row.name, Audience.read(row.conditions)) for row in found]

    def forget(self, number: int) -> bool:
        """Take a name away; whether there was one."""
        return bool(self.run(audiences.delete().where(audiences.c.id == number)).rowcount)
