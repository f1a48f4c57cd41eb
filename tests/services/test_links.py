"""Every link × every role × every later change: who may make, see and end it, and when it dies – on every database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.chat.registry import PAYLOADS
from bot.domain.groups import Invite
from bot.domain.ids import AccountId, GroupId, PersonId
from bot.domain.links import BEHIND_START, LINKS, Link
from bot.domain.people import Person, Role
from bot.domain.refused import Refused
from bot.screens import everything
from bot.services import invites, people, phones
from bot.services.groups import groups
from bot.store.database import Database, UnitOfWork
from tests.services.groups.test_groups import NOW, ZONE, person

everything.known()
NEW = AccountId(3001)


@dataclass
class Cast:
    """Noy leads the first group, La another; Seng is in the first; Bo is in none; Dao is in both."""

    uow: UnitOfWork
    people: dict[str, Person]
    group: GroupId
    other: GroupId

    def __getitem__(self, name: str) -> PersonId:
        return self.people[name].id

    def make(self, link: Link, maker: str, subject: str = "seng") -> str:
        """The code of a new link; Refused when the maker may not."""
        uow, by = self.uow, self.people[maker]
        if link is Link.GROUP:
            return invites.for_group(uow, self.group, by=by, now=NOW)
        if link is Link.AGAIN:
            return invites.for_again(uow, self.group, self[subject], by=by, now=NOW)
        if link is Link.ROLE:
            return invites.for_role(uow, Role.EXPERT, by=by, now=NOW)
        if link is Link.ADMIN:
            return invites.for_role(uow, Role.ADMIN, by=by, now=NOW)
        if link is Link.PHONE:
            return invites.for_person(uow, self[subject], by=by, now=NOW)
        raise Refused("made by the command line")

    def invite(self, code: str) -> Invite:
        found = self.uow.groups.invite(code)
        assert found is not None
        return found

    def works(self, code: str) -> bool:
        return invites.good(self.uow, self.invite(code), now=NOW)

    @contextmanager
    def undone(self) -> Iterator[None]:
        """What happens here has not happened afterwards."""
        nested = self.uow.connection.begin_nested()
        try:
            yield
        finally:
            nested.rollback()


@pytest.fixture
def cast(database: Database) -> Iterator[Cast]:
    with database.begin() as uow:
        roles = {"admin": (Role.ADMIN, Role.STAFF), "staff": (Role.STAFF,), "expert": (Role.EXPERT,)}
        names = ("admin", "boss", "staff", "aide", "expert", "noy", "la", "seng", "dao", "out", "bo")
        roles |= {"boss": roles["admin"], "aide": roles["staff"]}
        known = {name: person(uow, 1001 + n, name, *roles.get(name, ())) for n, name in enumerate(names)}
        place = uow.groups.village("1704", "ດັກຂຽດ", state="known")
        values = {"village_id": place, "state": "active", "zone": ZONE}
        group, other = (uow.groups.add(now=NOW, name=name, **values) for name in ("A", "B"))
        for name, into, leads in (
            *(("noy", group, True), ("seng", group, False), ("out", group, False), ("dao", group, False)),
            *(("la", other, True), ("dao", other, False)),
        ):
            uow.groups.join(into, known[name].id, leader=leads, now=NOW)
        uow.people.account(NEW, now=NOW)
        groups.take_out(uow, group, known["out"].id, by=known["noy"], now=NOW)
        yield Cast(uow, known, group, other)


# Who may make, see and end --------------------------------------------------------------------------------------------
EVERYBODY = ("admin", "boss", "staff", "aide", "expert", "noy", "la", "seng", "dao", "bo")
STAFF = {"admin", "boss", "staff", "aide"}
MAY: dict[Link, dict[str, set[str]]] = {  # the link is made by "admin", or where only that is said by another, for Seng
    Link.GROUP: {"make": STAFF | {"noy"}, "see": STAFF | {"noy"}, "end": STAFF | {"noy"}},
    Link.AGAIN: {"make": STAFF | {"noy"}, "see": STAFF | {"noy", "seng"}, "end": STAFF | {"noy"}},
    Link.ROLE: {"make": STAFF, "see": STAFF, "end": STAFF},
    Link.ADMIN: {"make": {"admin", "boss"}, "see": {"admin"}, "end": {"admin", "boss"}},
    Link.FIRST: {"make": set(), "see": set(), "end": {"admin", "boss"}},
    Link.PHONE: {"make": STAFF | {"noy"}, "see": {"admin", "seng"}, "end": {"admin", "boss", "seng"}},
}


def test_the_table_has_every_link_and_every_word_behind_start() -> None:
    assert set(LINKS) == set(Link) == set(MAY)
    assert set(BEHIND_START) == set(PAYLOADS), "what does the new link give?"
    assert frozenset().union(*BEHIND_START.values()) == set(Link)
    assert all(rule.lasts <= timedelta(days=90) for rule in LINKS.values())


def test_who_may_make_see_and_end_each_link(cast: Cast) -> None:
    uow, faults = cast.uow, []
    for link in Link:
        for name in EVERYBODY:
            with cast.undone():
                if _can(cast.make, link, name) != _may(link, "make", name):
                    faults.append(f"{name} makes {link}")
            code = _made(cast, link)
            if (code in {one.code for one in invites.seen(uow, by=cast.people[name], now=NOW)}) != (
                _may(link, "see", name) and link is not Link.FIRST
            ):
                faults.append(f"{name} sees {link}")
            with cast.undone():
                ended = _can(invites.revoke, uow, code, by=cast.people[name], now=NOW)
                if not ended == cast.invite(code).revoked == _may(link, "end", name):
                    faults.append(f"{name} ends {link}")
    assert faults == []


def _can(do: Callable[..., object], *args: object, **more: object) -> bool:
    try:
        do(*args, **more)
    except Refused:
        return False
    return True


def _may(link: Link, verb: str, name: str) -> bool:
    return name in MAY[link][verb]


def _made(cast: Cast, link: Link, maker: str = "admin") -> str:
    """A link of this kind that is open."""
    if link is not Link.FIRST:
        return cast.make(link, maker)
    values = {"kind": "role", "role": "admin", "uses_left": 1, "expires_at": NOW + timedelta(days=7)}
    cast.uow.groups.add_invite(now=NOW, code="first", **values) if cast.uow.groups.invite("first") is None else None
    return "first"


# A phone's link gives what the person has -----------------------------------------------------------------------------
FOR: dict[str, set[str]] = {  # whose phone → who may make the link
    "seng": STAFF | {"noy"},
    "noy": STAFF | {"noy"},
    "la": STAFF | {"la"},  # she leads another group than Noy
    "dao": STAFF,  # in two groups: neither leader has as much
    "bo": STAFF,
    "expert": {"admin", "boss"},
    "staff": {"admin", "boss"},
    "admin": {"admin", "boss"},
}


def test_nobody_makes_a_link_that_gives_more_than_they_have(cast: Cast) -> None:
    faults = []
    for subject, makers in FOR.items():
        for name in EVERYBODY:
            with cast.undone():
                if _can(cast.make, Link.PHONE, name, subject) != (name in makers):
                    faults.append(f"{name} for {subject}")
    assert faults == []


# Later changes --------------------------------------------------------------------------------------------------------
Change = Callable[[Cast], object]


def _role(name: str, role: Role, state: str = "confirmed") -> Change:
    return lambda cast: cast.uow.people.put_role(cast[name], role, state, now=NOW)


def _both(*changes: Change) -> Change:
    return lambda cast: [change(cast) for change in changes]


def _hand_over(to: str) -> Change:
    return lambda cast: groups.hand_over(cast.uow, cast.group, cast[to], by=cast.people["staff"], now=NOW)


def _out(name: str) -> Change:
    return lambda cast: groups.take_out(cast.uow, cast.group, cast[name], by=cast.people["staff"], now=NOW)


def _in(name: str, where: str = "other") -> Change:
    return lambda cast: cast.uow.groups.join(getattr(cast, where), cast[name], leader=False, now=NOW)


def _leave(name: str) -> Change:
    return lambda cast: groups.leave(cast.uow, cast.group, by=cast.people[name], now=NOW)


def _frozen(name: str) -> Change:
    return lambda cast: cast.uow.people.change(cast[name], frozen=True)


CHANGES: dict[str, Change] = {
    "nothing": lambda cast: None,
    "somebody else gets a role": _role("bo", Role.STAFF),
    "somebody else joins": _in("bo", "group"),
    "somebody is asked whether they want a role": _role("seng", Role.EXPERT, "waiting"),
    "Seng becomes an expert": _role("seng", Role.EXPERT),
    "Seng becomes staff": _role("seng", Role.STAFF),
    "Seng was an expert for a day": _both(_role("seng", Role.EXPERT), _role("seng", Role.EXPERT, "taken")),
    "Seng joins another group": _in("seng"),
    "Seng is taken out": _out("seng"),
    "Seng leaves": _leave("seng"),
    "Seng leaves and comes back": _both(_leave("seng"), _in("seng", "group")),
    "Seng leads": _hand_over("seng"),
    "Seng led for a day": _both(_hand_over("seng"), _hand_over("noy")),
    "Seng is frozen": _frozen("seng"),
    "Noy joins another group": _in("noy"),
    "Noy becomes staff": _role("noy", Role.STAFF),
    "Noy hands over": _hand_over("dao"),
    "Noy hands over and gets it back": _both(_hand_over("dao"), _hand_over("noy")),
    "Noy hands over and is taken out": _both(_hand_over("dao"), _out("noy")),
    "staff go": _role("staff", Role.STAFF, "taken"),
    "staff go and come back": _both(_role("staff", Role.STAFF, "taken"), _role("staff", Role.STAFF)),
    "staff become administrators": _role("staff", Role.ADMIN),
    "the administrator goes": _both(_role("boss", Role.ADMIN, "taken"), _role("boss", Role.STAFF, "taken")),
    "the administrator is staff only": _role("boss", Role.ADMIN, "taken"),
}
SENG = {name for name in CHANGES if name.startswith("Seng")}
NOY = {name for name in CHANGES if name.startswith("Noy")}
GONE = {"staff go", "staff go and come back"}
LOST = {"Noy hands over", "Noy hands over and gets it back", "Noy hands over and is taken out"}
BOSS = {"the administrator goes", "the administrator is staff only"}
RETURNS = {"Seng led for a day"}  # Noy does not lead for a while

DIES: dict[tuple[Link, str], set[str]] = {  # (link, its maker) → the changes after which it works no more
    (Link.GROUP, "noy"): LOST | {"Seng leads"} | RETURNS,
    (Link.GROUP, "staff"): GONE,
    (Link.AGAIN, "noy"): LOST | {"Seng leads"} | RETURNS,
    (Link.AGAIN, "staff"): GONE,
    (Link.ROLE, "staff"): GONE,
    (Link.ROLE, "boss"): BOSS,
    (Link.ADMIN, "boss"): BOSS,
    (Link.PHONE, "noy"): SENG | NOY,
    (Link.PHONE, "staff"): SENG | GONE | {"staff become administrators"},
    (Link.PHONE, "boss"): SENG | BOSS,
}


def test_what_ends_each_link(cast: Cast) -> None:
    faults, tried = [], 0
    assert {link for link, _ in DIES} == set(Link) - {Link.FIRST}
    for (link, maker), deaths in DIES.items():
        assert deaths <= set(CHANGES)
        for name, change in CHANGES.items():
            with cast.undone():
                code = cast.make(link, maker)
                change(cast)
                tried += 1
                if cast.works(code) == (name in deaths):
                    faults.append(f"{link} of {maker} {'works' if name in deaths else 'is dead'}: {name}")
    assert (faults, tried) == ([], len(DIES) * len(CHANGES))


def test_a_dead_link_moves_and_admits_nobody(cast: Cast) -> None:
    """The verbs ask as well, not only the pages."""
    uow, passed = cast.uow, []
    for (link, maker), deaths in DIES.items():
        for name in sorted(deaths):
            with cast.undone():
                code = cast.make(link, maker)
                CHANGES[name](cast)
                if link is Link.PHONE:
                    used = _can(phones.move, uow, code, NEW, now=NOW)
                else:
                    by = cast.people["seng" if link is Link.AGAIN else "bo"]
                    used = _can(invites.accept, uow, code, by=by, now=NOW)
                passed += [f"{link} of {maker}: {name}"] if used else []
    assert passed == []


def test_the_first_administrators_link_dies_with_the_first_administrator(database: Database) -> None:
    with database.begin() as uow:
        bo, seng = person(uow, 1001, "Bo"), person(uow, 1002, "Seng")
        code = invites.first_admin(uow, frozenset(), now=NOW)
        assert code
        people.grant_admin(uow, seng.id, now=NOW)
        with pytest.raises(Refused):
            invites.accept(uow, code, by=bo, now=NOW)


def test_links_that_were_made_before_the_table_are_asked_for_their_right(cast: Cast) -> None:
    """A phone's link for an administrator that staff could make, and a link whose maker is forgotten."""
    uow, end = cast.uow, NOW + timedelta(days=90)
    values = {"kind": "person", "person_id": cast["admin"], "uses_left": 1, "created_by": cast["staff"]}
    uow.groups.add_invite(now=NOW, code="stolen", expires_at=end, **values)
    uow.groups.add_invite(now=NOW, code="orphan", expires_at=end, kind="group", group_id=cast.group)
    assert [cast.works(code) for code in ("stolen", "orphan")] == [False, False]
    with pytest.raises(Refused):
        phones.move(uow, "stolen", NEW, now=NOW)
    with pytest.raises(Refused):
        invites.accept(uow, "orphan", by=cast.people["bo"], now=NOW)
