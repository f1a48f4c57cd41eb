"""All links that Phaen makes, in one table: what each gives, how long, and who may make, see and end it.

A link is worth what its maker may do now, not what they might when they made it: `make` is asked again whenever
somebody uses it. One that moves a person ends for good when the roles, the leadership or the membership of its maker or
of the person change (bot/store/links.py). Nobody sees a link whose use would give them something that is not theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TypeAlias

from bot.domain.ids import GroupId, PersonId
from bot.domain.people import Role


class Link(StrEnum):
    """The kinds of links that are kept: whoever opens one gets something by it."""

    GROUP = "group"
    AGAIN = "again"
    ROLE = "role"
    ADMIN = "admin"
    FIRST = "first"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Holder:
    """What somebody has: what a link to their new phone gives, and what they may do with links."""

    id: PersonId
    roles: frozenset[Role] = frozenset()
    inside: frozenset[GroupId] = frozenset()
    leads: frozenset[GroupId] = frozenset()
    limited: bool = False  # staff of some projects: `leads` has the groups of these

    @property
    def admin(self) -> bool:
        return Role.ADMIN in self.roles

    @property
    def staff(self) -> bool:
        return self.admin or Role.STAFF in self.roles

    @property
    def office(self) -> bool:
        """Staff who look after all groups."""
        return self.staff and not self.limited


@dataclass(frozen=True, slots=True)
class About:
    """What one link is about. `maker` is None where the command line made it, or nobody knows any more who did."""

    maker: PersonId | None = None
    group: GroupId | None = None
    subject: Holder | None = None  # whom a phone's link is for, or who alone may use a group's


Right: TypeAlias = Callable[[Holder, About], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of link. `make` is also what its maker must be allowed when it is used."""

    gives: str
    lasts: timedelta
    once: bool
    make: Right
    see: Right
    end: Right


def _nobody(holder: Holder, link: About) -> bool:
    return False


def _staff(holder: Holder, link: About) -> bool:
    return holder.staff


def _admin(holder: Holder, link: About) -> bool:
    return holder.admin


def _leads(holder: Holder, link: About) -> bool:
    return holder.office or link.group in holder.leads


def _its_maker(holder: Holder, link: About) -> bool:
    return holder.id == link.maker


def _party(holder: Holder, link: About) -> bool:
    """The maker, or whoever it is for."""
    return holder.id == link.maker or (link.subject is not None and holder.id == link.subject.id)


def _has_as_much(holder: Holder, link: About) -> bool:
    """Nobody gives away, or takes, more than they have: administrators have all, staff every group, leaders theirs."""
    subject = link.subject
    if subject is None or holder.admin:
        return holder.admin and subject is not None
    if subject.roles:
        return False
    return holder.office or bool(subject.inside and subject.inside <= holder.leads)


LINKS: dict[Link, Rule] = {
    Link.GROUP: Rule(
        "a place in one group, at once or after the leader's yes; in a group without a leader, the lead",
        lasts=timedelta(days=90),  # a season: long enough for all members, short enough to be forgotten safely
        once=False,
        make=_leads,
        see=_leads,
        end=_leads,
    ),
    Link.AGAIN: Rule(
        "a place in one group, for one person, who may have been taken out",
        lasts=timedelta(days=30),
        once=True,
        make=_leads,
        see=lambda holder, link: _leads(holder, link) or _party(holder, link),
        end=_leads,
    ),
    Link.ROLE: Rule(
        "a role, once an administrator says yes",
        lasts=timedelta(days=7),
        once=True,
        make=_staff,
        see=_staff,
        end=_staff,
    ),
    Link.ADMIN: Rule(
        "the administrator's role, at once",
        lasts=timedelta(days=7),
        once=True,
        make=_admin,
        see=_its_maker,
        end=_admin,
    ),
    Link.FIRST: Rule(
        "the administrator's role, at once, while nobody has it; the command line makes and shows it",
        lasts=timedelta(days=7),
        once=True,
        make=_nobody,
        see=_nobody,
        end=_admin,
    ),
    Link.PHONE: Rule(
        "all that one person has, on another phone",
        lasts=timedelta(days=7),
        once=True,
        make=_has_as_much,
        see=_party,
        end=lambda holder, link: holder.admin or _party(holder, link),
    ),
}

# What stands behind /start, and which of the links above it may be. The others are kept nowhere and give nothing: they
# open a page, which asks who is there like any other.
BEHIND_START: dict[str, frozenset[Link]] = {
    "i": frozenset(Link) - {Link.PHONE},
    "m": frozenset({Link.PHONE}),
    **dict.fromkeys(("a", "agree", "c", "experts", "g", "l", "money", "p", "review"), frozenset()),
}
