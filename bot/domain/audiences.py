"""Whom an announcement is for: conditions that are met together, and others that must not be met."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self

LAST = "last"  # instead of an announcement's number: the newest one that was answered by buttons


class Kind(StrEnum):
    """What a condition asks. Of one kind any value will do; kinds are met together."""

    WHO = "who"  # everybody in groups, or leaders
    ROLE = "role"
    LANGUAGE = "language"
    PROVINCE = "province"
    DISTRICT = "district"
    PROJECT = "project"
    GROUP = "group"
    ROUND = "round"  # the group has a plan in it
    UNPLANNED = "unplanned"  # the group has no plan in a round
    RESTS = "rests"  # its draft has answers up to a step, and none there
    SUBMITTED = "submitted"
    RETURNED = "returned"
    OVERDUE = "overdue"  # an action is past its day
    UNREAD = "unread"  # somebody has not finished a lesson
    UNANSWERED = "unanswered"  # somebody got an announcement and answered nothing
    SILENT = "silent"  # nobody's phone of theirs was heard from for so many days


# What is true of a whole group, and of its chat; everything else is true of a person.
OF_GROUPS = frozenset(
    {
        *(Kind.PROVINCE, Kind.DISTRICT, Kind.PROJECT, Kind.GROUP, Kind.ROUND),
        *(Kind.UNPLANNED, Kind.RESTS, Kind.SUBMITTED, Kind.RETURNED, Kind.OVERDUE),
    }
)
OF_LEADERS = "leaders"
OF_ALL = "everybody"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition. `steps` are those before a step at which drafts rest; "*" stands before one the table answers."""

    kind: Kind
    value: str
    steps: tuple[str, ...] = ()

    def written(self) -> list[str]:
        return [self.kind.value, self.value, *self.steps]


@dataclass(frozen=True, slots=True)
class Audience:
    """Whoever meets all kinds of `wanted` and none of `spared`; nothing wanted: everybody in groups.

    `within` are projects beyond whose groups it never reaches, whatever is chosen; none: the whole programme.
    """

    wanted: tuple[Condition, ...] = ()
    spared: tuple[Condition, ...] = ()
    chosen: bool = False  # somebody has said whom it is for
    within: tuple[str, ...] = ()

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """An audience as it is kept; the first ones were a value a kind."""
        within = tuple(kept.get("within", ()))
        if "wanted" in kept or "spared" in kept:
            wanted, spared = (_conditions(kept.get(name, ())) for name in ("wanted", "spared"))
            return cls(wanted, spared, chosen=True, within=within)
        values = [(kind, value) for kind, value in kept.items() if kind != "within"]
        return cls(_conditions(values), chosen=bool(values), within=within)

    def written(self) -> dict[str, object]:
        within: dict[str, object] = {"within": list(self.within)} if self.within else {}
        if not self.chosen:
            return within
        wanted, spared = ([one.written() for one in some] for some in (self.wanted, self.spared))
        return {"wanted": wanted, "spared": spared} | within

    def is_of(self, projects: Collection[str]) -> bool:
        """Whether it belongs to whoever looks after some projects alone; none: to whoever looks after all."""
        return not projects or (bool(self.within) and set(self.within) <= set(projects))

    def alone(self, condition: Condition) -> Self:
        """Nothing but a condition; a language stays."""
        language = tuple(one for one in self.wanted if one.kind is Kind.LANGUAGE)
        return replace(self, wanted=(condition, *language), spared=(), chosen=True)

    def with_wanted(self, condition: Condition) -> Self:
        """The same, and a condition; everybody and leaders exclude each other, and so do two languages."""
        single = condition.kind in (Kind.WHO, Kind.LANGUAGE)
        rest = tuple(one for one in self.wanted if one != condition and not (single and one.kind is condition.kind))
        spared = tuple(one for one in self.spared if one != condition)
        return replace(self, wanted=(*rest, condition), spared=spared, chosen=True)

    def with_spared(self, condition: Condition) -> Self:
        """The same, but not whoever meets a condition."""
        wanted = tuple(one for one in self.wanted if one != condition)
        spared = tuple(one for one in self.spared if one != condition)
        return replace(self, wanted=wanted, spared=(*spared, condition), chosen=True)

    def without(self, kind: Kind) -> Self:
        """The same without what is wanted of a kind."""
        return replace(self, wanted=tuple(one for one in self.wanted if one.kind is not kind))

    def without_last(self) -> Self:
        """The same without what was said last."""
        if self.spared:
            return replace(self, spared=self.spared[:-1])
        return replace(self, wanted=self.wanted[:-1])

    def of(self, kind: Kind) -> tuple[str, ...]:
        """The wanted values of a kind."""
        return tuple(one.value for one in self.wanted if one.kind is kind)

    @property
    def in_groups(self) -> bool:
        """Whether it is about groups and those who are in them, rather than about roles."""
        said = any(one.kind in OF_GROUPS | {Kind.WHO} for one in self.wanted)
        return bool(self.within) or said or not self.of(Kind.ROLE)

    @property
    def whole_groups(self) -> bool:
        """Whether whole groups are meant, so that their chats may get it."""
        everybody = (*OF_GROUPS, Kind.LANGUAGE)
        said = all(one.kind in everybody or one.value == OF_ALL for one in self.wanted)
        return said and all(one.kind in everybody for one in self.spared)


def _conditions(kept: Sequence[Sequence[str]]) -> tuple[Condition, ...]:
    known = set(Kind)
    return tuple(Condition(Kind(one[0]), one[1], tuple(one[2:])) for one in kept if one[0] in known)
