"""Who looks at the first page: the keys of the large keyboard, and what stands behind 🧭, for each role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeAlias

from bot.chat.address import Go
from bot.chat.registry import label
from bot.chat.screen import Turn
from bot.domain.people import Role
from bot.i18n import mark

Key: TypeAlias = str  # what stands on a button, in English

GOES: dict[Key, Go] = {
    mark("📚 Lessons"): Go("lessons.modules"),
    mark("📝 Plan"): Go("plan.overview"),
    mark("🔨 Work"): Go("actions.list"),
    mark("❓ Ask"): Go("ask.page", push=True),
    mark("👥 Find my group"): Go("welcome.province", push=True),
    mark("⭐ Reviews"): Go("review.list"),
    mark("❓ Questions"): Go("questions.queue"),
    mark("📣 Announcements"): Go("announce.list"),
    mark("👥 Groups"): Go("groups.list"),
    mark("🧭 More"): Go("home.more"),
}
_BEHIND: dict[Key, Go] = {
    mark("📝 The group's plan"): Go("plan.overview"),
    mark("🔨 Work to do"): Go("actions.list"),
    mark("💰 The group's money"): Go("money.group"),
    mark("👥 Members of the group"): Go("members.list"),
    mark("🙋 Calls for help"): Go("help_requests.list"),
    mark("🔨 Work of all groups"): Go("actions.all"),
    mark("🏆 Rounds"): Go("rounds.list"),
    mark("Figures of the programme"): Go("report.page", push=True),
    mark("Set up the programme"): Go("setup.page", push=True),
    mark("Invitations"): Go("invites.list"),
    mark("🔊 Record voices"): Go("record.languages"),
    mark("🔎 Search"): Go("search.page", push=True),
    mark("🌱 What other groups did"): Go("story.list", push=True),
    mark("💡 How to use this"): Go("help.page", push=True),
    mark("⚙️ Settings"): Go("settings.page", push=True),
    mark("🤫 A confidential word"): Go("complain.page", push=True),
}
ANYWHERE = GOES | _BEHIND
_MORE = "🧭 More"
_LAST = (("🔎 Search",), ("💡 How to use this", "⚙️ Settings"))
_CONFIDENTIAL = ("🤫 A confidential word",)
_OTHERS = ("🌱 What other groups did",)

for english, goes in GOES.items():
    label(english, goes)


@dataclass(frozen=True, slots=True)
class Reader:
    """What decides which keys somebody has: roles, whether they are in a group, whether its plan has passed."""

    roles: frozenset[Role]
    member: bool
    passed: bool
    whole: bool = True  # as staff: of all projects


def reader(turn: Turn) -> Reader:
    """Who is speaking; asked in every turn, so it is cheap."""
    group = next((one.group for one in turn.uow.groups.of_person(turn.me)), None)
    passed = group is not None and turn.uow.plans.passed(group)
    return Reader(turn.person.roles, group is not None, passed, not turn.person.own_projects)


def keys(who: Reader) -> list[Key]:
    """Three keys and 🧭: the first of each role in the order expert, staff, member, then the second of each."""
    found = dict.fromkeys(key for turn in zip_longest(*_wanted(who)) for key in turn if key)
    return [*list(found)[:3], _MORE]


def behind(who: Reader) -> list[Sequence[Key]]:
    """The rows of the page behind 🧭: what has no key, then what each role has there; what all have comes last."""
    known = set(keys(who))
    without = [(key,) for wanted in _wanted(who) for key in wanted if key not in known]
    rows: list[Sequence[Key]] = []
    for row in [*without, *_rows(who), *_LAST]:
        here = tuple(key for key in row if key not in known)
        known.update(here)
        if here:
            rows.append(here)
    return rows


def _wanted(who: Reader) -> Iterator[Sequence[Key]]:
    """The keys that each of somebody's roles wants, the most important first."""
    if Role.EXPERT in who.roles:
        yield ("⭐ Reviews", "❓ Questions", "📚 Lessons")
    if Role.STAFF in who.roles:
        yield ("📣 Announcements", "👥 Groups", "❓ Questions")
    if who.member:
        yield ("📚 Lessons", "🔨 Work" if who.passed else "📝 Plan", "❓ Ask")
    elif not who.roles & {Role.EXPERT, Role.STAFF}:
        yield ("📚 Lessons", "👥 Find my group", "❓ Ask")


def _rows(who: Reader) -> Iterator[Sequence[Key]]:
    """What each role has behind 🧭."""
    if Role.EXPERT in who.roles:
        yield ("🙋 Calls for help",)
    if Role.STAFF in who.roles:
        yield from (("🙋 Calls for help",), ("🔨 Work of all groups",), ("🏆 Rounds", "Invitations"))
        yield ("🔊 Record voices", "📚 Lessons") if who.whole else ("📚 Lessons",)
        yield ("Figures of the programme",)
    if Role.ADMIN in who.roles:
        yield ("Set up the programme",)
    if who.member:
        yield ("📝 The group's plan" if who.passed else "🔨 Work to do",)
        yield ("💰 The group's money", "👥 Members of the group")
    if Role.STAFF not in who.roles or who.member:
        yield _OTHERS
    if who.member or not who.roles & {Role.EXPERT, Role.STAFF}:
        yield _CONFIDENTIAL
