"""People, accounts and roles as they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.domain.ids import AccountId, PersonId
from bot.domain.people import Account, AccountState, Person, Role, RoleState
from bot.store.links import end_made, end_moving
from bot.store.repository import REMEMBERED, AnyRow, Repository
from bot.store.tables import accounts, merges, persons, places, roles, speakers
from bot.understand import names

_FIELDS = [persons.c[field.name] for field in fields(Person) if field.name != "roles"]
_CONFIRMED = sa.and_(roles.c.person_id == persons.c.id, roles.c.state == RoleState.CONFIRMED)
_WITH_ROLES = persons.join(roles, _CONFIRMED, isouter=True)  # a row a role
_PERSON = sa.select(*_FIELDS, roles.c.role).select_from(_WITH_ROLES).where(persons.c.id == sa.bindparam("person"))
_ROLES = sa.select(roles.c.role).where(
    roles.c.person_id == sa.bindparam("person"), roles.c.state == RoleState.CONFIRMED
)
_ACCOUNT = (  # with who speaks through it, who is looked at next
    sa.select(accounts.c.person_id, accounts.c.state, *_FIELDS, roles.c.role)
    .select_from(accounts.join(persons, persons.c.id == accounts.c.person_id, isouter=True))
    .join(roles, _CONFIRMED, isouter=True)
    .where(accounts.c.id == sa.bindparam("account"))
)
_HEARD = sa.and_(places.c.chat_id == accounts.c.id, places.c.account_id == accounts.c.id)  # its private chat
_REACHED = (
    sa.select(accounts.c.id)
    .join(speakers, speakers.c.account_id == accounts.c.id)
    .join(places, _HEARD, isouter=True)
    .where(speakers.c.person_id == sa.bindparam("person"))
    .order_by(
        sa.case((accounts.c.state == AccountState.OK, 0), else_=1),
        places.c.updated_at.desc().nulls_last(),
        accounts.c.id,
    )
)

_SERVED = sa.select(speakers.c.person_id).where(speakers.c.account_id == sa.bindparam("account")).limit(2)


class People(Repository):
    """Who is known, through which account they speak, and what they may do.

    `changed` says that this transaction changed somebody, so that a turn looks again at who speaks.
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self.changed = False

    def add(self, *, now: datetime, **values: object) -> PersonId:
        """A new person; `values` are fields of Person."""
        self.changed = True
        return PersonId(self.insert(persons, created_at=now, **values))

    def get(self, person: PersonId) -> Person | None:
        known = self._known()
        if person not in known:
            known[person] = _with_roles(self.ask(_PERSON, person=person))
        found: Person | None = known[person]
        return found

    def _known(self) -> dict[Any, Any]:
        """The people whom this transaction has read."""
        found = self.memo("people", "persons", "roles")
        if len(found) > REMEMBERED:
            found.clear()
        return found

    def change(self, person: PersonId, **values: object) -> None:
        self.changed = True
        self.update(persons, persons.c.id == person, **values)

    def remove(self, person: PersonId) -> None:
        """Forget a person with all that belongs to them."""
        self.leave(person)
        self.run(persons.delete().where(persons.c.id == person))

    def name(self, person: PersonId | None) -> str:
        """Somebody's name, "" when nobody knows any more who it was."""
        return str(self.value(persons.c.name, persons.c.id == person) or "")

    def account(self, account: AccountId, *, now: datetime) -> Account:
        """The account, written down when it is new."""
        row = self._account(account)
        if row is None:
            self.insert_new(accounts, {"id": account, "state": AccountState.OK, "created_at": now}, key=("id",))
            return Account(account, None, AccountState.OK)
        return Account(account, PersonId(row[0]) if row[0] else None, row[1])

    def person_of(self, account: AccountId) -> PersonId | None:
        """Who speaks through an account."""
        row = self._account(account)
        return PersonId(row[0]) if row and row[0] else None

    def _account(self, account: AccountId) -> AnyRow | None:
        """The account's row; who speaks through it is known from now on."""
        rows = self.ask(_ACCOUNT, account=account)
        if rows and rows[0][0]:
            self._known()[rows[0][0]] = _with_roles([row[2:] for row in rows])
        return rows[0] if rows else None

    def speak_as(self, account: AccountId, person: PersonId) -> None:
        """From now on `account` speaks for `person`; whom it served before it serves still."""
        self.changed = True
        self.update(accounts, accounts.c.id == account, person_id=person)
        self.serve(account, person)

    def serve(self, account: AccountId, person: PersonId) -> None:
        """From now on `person` is one of those whom `account` serves."""
        self.insert_new(speakers, {"account_id": account, "person_id": person}, key=("account_id", "person_id"))

    def speakers(self, account: AccountId) -> list[Person]:
        """Everybody whom an account serves, without their roles; who came first stands first."""
        found = self.all(
            sa.select(*_FIELDS)
            .join(speakers, speakers.c.person_id == persons.c.id)
            .where(speakers.c.account_id == account)
            .order_by(persons.c.id)
        )
        return [_person(row, frozenset()) for row in found]

    def shared(self, account: AccountId) -> bool:
        """Whether an account serves several people."""
        return len(self.ask(_SERVED, account=account)) > 1

    def leave(self, person: PersonId, account: AccountId | None = None) -> list[AccountId]:
        """No account, or not `account`, speaks for a person any more; returns those that did.

        Where the person was speaking, another one whom the phone serves speaks from now on.
        """
        self.changed = True
        where = [speakers.c.person_id == person]
        if account is not None:
            where.append(speakers.c.account_id == account)
        found = [AccountId(row.account_id) for row in self.all(sa.select(speakers.c.account_id).where(*where))]
        self.run(speakers.delete().where(*where))
        for one in found:
            other = next((speaker.id for speaker in self.speakers(one)), None)
            self.update(accounts, accounts.c.id == one, accounts.c.person_id == person, person_id=other)
        return found

    def mark_account(self, account: AccountId, state: str, *, now: datetime) -> None:
        """Note that an account is ok, blocked or deactivated; one that was locked out stays so."""
        where = (accounts.c.id == account, accounts.c.state.not_in((state, AccountState.LOCKED)))
        self.update(accounts, *where, state=state, state_at=now)

    def lock(self, account: AccountId, *, now: datetime) -> None:
        """An account opens nothing any more."""
        self.changed = True
        self.update(accounts, accounts.c.id == account, state=AccountState.LOCKED, state_at=now)

    def unlock(self, account: AccountId, *, now: datetime) -> None:
        """An account that was locked out may be used again."""
        where = (accounts.c.id == account, accounts.c.state == AccountState.LOCKED)
        self.update(accounts, *where, state=AccountState.OK, state_at=now)

    def accounts_of(self, person: PersonId) -> list[AccountId]:
        """Every account that speaks for a person, in the order in which they are tried."""
        return [AccountId(row.id) for row in self.ask(_REACHED, person=person)]

    def account_of(self, person: PersonId) -> AccountId | None:
        """The account that reaches `person`: of those that are not gone the one that was heard from last."""
        row = self.ask_one(_REACHED, person=person)
        return AccountId(row.id) if row else None

    def reachable(self, person: PersonId) -> bool:
        """Whether one of the person's accounts can be written to."""
        return person in self.with_phone([person])

    def with_phone(self, people: Iterable[PersonId]) -> set[PersonId]:
        """Those of the people who have an account that can be written to."""
        found = self.all(
            sa.select(speakers.c.person_id)
            .join(accounts, accounts.c.id == speakers.c.account_id)
            .where(speakers.c.person_id.in_(list(people)), accounts.c.state == AccountState.OK)
        )
        return {PersonId(row.person_id) for row in found}

    def roles(self, person: PersonId) -> frozenset[Role]:
        return frozenset(Role(row.role) for row in self.ask(_ROLES, person=person))

    def put_role(self, person: PersonId, role: Role, state: str, *, now: datetime) -> None:
        """Give a role ("confirmed"), ask for it ("waiting"), do not give it ("refused") or take it away ("taken").

        Links that move the person, or that they made, end with their rights.
        """
        self.changed = True
        had, has = self.role_state(person, role) == RoleState.CONFIRMED, state == RoleState.CONFIRMED
        if had != has:
            end_moving(self, person)
        if had and not has:
            end_made(self, person)
        values = {"person_id": person, "role": role.value, "state": state, "at": now}
        self.upsert(roles, values, key=("person_id", "role"))

    def role_state(self, person: PersonId, role: Role) -> str:
        """ "confirmed", "waiting", "refused", "taken" or "" when it was never asked for."""
        return str(self.value(roles.c.state, roles.c.person_id == person, roles.c.role == role.value) or "")

    def with_role(self, role: Role) -> list[Person]:
        """Everybody who has `role`, by name."""
        found = self.all(
            sa.select(*_FIELDS)
            .join(roles, roles.c.person_id == persons.c.id)
            .where(roles.c.role == role.value, roles.c.state == RoleState.CONFIRMED)
        )
        by_name = sorted(found, key=lambda row: (names.order(row.name), row.id))
        return [_person(row, frozenset((role,))) for row in by_name]

    def lock_role(self, role: Role) -> int:
        """How many have `role`; who they are is locked until the transaction ends."""
        having = (roles.c.role == role.value, roles.c.state == RoleState.CONFIRMED)
        return len(self.all(sa.select(roles.c.person_id).where(*having).order_by(roles.c.person_id).with_for_update()))

    def names(self) -> list[tuple[PersonId, str]]:
        """Everybody who has a name, by name: some thousands; not who turned out to be somebody else."""
        gone = sa.select(merges.c.gone_id).where(merges.c.undone.is_(False))
        found = self.all(sa.select(persons.c.id, persons.c.name).where(persons.c.name != "", persons.c.id.not_in(gone)))
        by_name = sorted(found, key=lambda row: (names.order(row.name), row.id))
        return [(PersonId(row.id), row.name) for row in by_name]

    def many(self, ids: Sequence[PersonId]) -> list[Person]:
        """The people of `ids`, without their roles."""
        found = self.all(sa.select(*_FIELDS).where(persons.c.id.in_(ids)))
        return [_person(row, frozenset()) for row in found]


def _with_roles(rows: Sequence[Sequence[Any]]) -> Person | None:
    """The person of rows of one person that have the columns of _FIELDS and a role, or none."""
    if not rows:
        return None
    having = frozenset(Role(row[-1]) for row in rows if row[-1])
    names = (field.name for field in fields(Person) if field.name != "roles")
    return Person(**dict(zip(names, rows[0][:-1], strict=True)), roles=having)


def _person(row: AnyRow, having: frozenset[Role]) -> Person:
    return Person(**row._asdict(), roles=having)
