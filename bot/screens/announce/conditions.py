"""The kinds of conditions that an audience is made of, and how each is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.chat import address
from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.announcements import DRAFT
from bot.domain.audiences import LAST, OF_LEADERS, Audience, Condition, Kind
from bot.domain.ids import AnnouncementId, GroupId, MediumId, RoundId
from bot.domain.people import STAFF
from bot.domain.refused import Missing, Stale
from bot.i18n import LANGUAGES, Html, Say, bold, joined, lines, mark, safe
from bot.screens.announce.views import AnnouncementView, announcement_id
from bot.services import media
from bot.services.announcements import announcements, audiences, sending
from bot.store.announcements import Announcement

AND, NOT = "and", "not"
# What each kind asks for; kinds without a choice have a value of their own.
KINDS: dict[Kind, str] = {
    Kind.WHO: mark("⭐ Group leaders only"),
    Kind.PROVINCE: mark("📍 One province"),
    Kind.DISTRICT: mark("One district"),
    Kind.PROJECT: mark("🏷 One project"),
    Kind.GROUP: mark("👥 One group"),
    Kind.LANGUAGE: mark("One language"),
    Kind.ROUND: mark("Has a plan in a round"),
    Kind.UNPLANNED: mark("No plan in a round"),
    Kind.RESTS: mark("The plan rests at an item"),
    Kind.SUBMITTED: mark("The plan is sent"),
    Kind.RETURNED: mark("The plan came back"),
    Kind.OVERDUE: mark("🔴 Work past its day"),
    Kind.UNREAD: mark("A lesson is not finished"),
    Kind.UNANSWERED: mark("An announcement is not answered"),
    Kind.SILENT: mark("Not heard from for days"),
    Kind.ROLE: mark("Experts or staff"),
}
_MAIN = (Kind.WHO, Kind.PROVINCE, Kind.PROJECT, Kind.GROUP)
# Behind a button each: how far the plans are, and everything else.
PARTS = {
    "plan": (
        mark("📝 How far the plan is ▶"),
        (Kind.ROUND, Kind.UNPLANNED, Kind.RESTS, Kind.SUBMITTED, Kind.RETURNED, Kind.OVERDUE),
    ),
    "other": (
        mark("🧭 Something else ▶"),
        (Kind.DISTRICT, Kind.LANGUAGE, Kind.UNREAD, Kind.UNANSWERED, Kind.SILENT, Kind.ROLE),
    ),
}
assert {*_MAIN, *(kind for _, kinds in PARTS.values() for kind in kinds)} == set(KINDS), "every kind has its place"
AT_ONCE = {Kind.WHO: OF_LEADERS, Kind.OVERDUE: "1"}
_WHO = {
    "leaders": mark("⭐ Group leaders only"),
    "expert": mark("🔬 Experts"),
    "staff": mark("💼 Staff"),
    "admin": mark("Administrators"),
}
_ONLY = {"lo": mark("Lao only"), "en": mark("English only")}


@dataclass(frozen=True, slots=True)
class ConditionsView:
    item: Announcement
    sign: str
    part: str


class Conditions(Screen[ConditionsView]):
    """The kinds, the main ones first; most lead to a choice."""

    name = "announce.conditions"
    args = ("announcement", "sign", "part")
    roles = STAFF
    help: ClassVar[str] = mark("Choose what else has to be true of them. Nothing is sent yet")

    def load(self, turn: Turn) -> ConditionsView | Go:
        item = announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person)
        sign, part = turn.word("sign"), turn.word("part")
        if sign not in (AND, NOT) or part not in ("", *PARTS):
            raise Missing
        return ConditionsView(item, sign, part) if item.state == DRAFT else Go("announce.confirm", here(item))

    def render(self, view: ConditionsView, say: Say) -> Message:
        asked = say("Only those who also …") if view.sign == AND else say("But not those who …")
        place = here(view.item) | {"sign": view.sign}
        up = Go(self.name, place) if view.part else Go("announce.audience", here(view.item))
        kinds, parts = (PARTS[view.part][1], ()) if view.part else (_MAIN, tuple(PARTS))
        more = (Button(say(PARTS[part][0]), Go(self.name, place | {"part": part})) for part in parts)
        buttons = [*(self._button(kind, view, say) for kind in kinds), *more, Button(say("◀ Back"), up)]
        return Message(bold(asked), column(buttons))

    def _button(self, kind: Kind, view: ConditionsView, say: Say) -> Button:
        if kind in AT_ONCE:
            return Button(say(KINDS[kind]), Tap("at_once", (kind.value,)))
        return Button(
            say(KINDS[kind]), Go("announce.choice", here(view.item) | {"kind": kind.value, "sign": view.sign})
        )

    def tap_at_once(self, turn: Turn, view: ConditionsView) -> Go:
        kind = str(turn.value())
        value = next((value for one, value in AT_ONCE.items() if one.value == kind), None)
        if value is None:
            raise Stale
        add(turn, view.item.id, view.sign, kind, value)
        return Go("announce.audience", here(view.item))


def here(item: Announcement) -> dict[str, int | str]:
    return {"announcement": item.id}


def add(turn: Turn, announcement: AnnouncementId, sign: str, kind: str, value: str) -> None:
    """Add a condition that is wanted, or one that is not."""
    verb = audiences.spare if sign == NOT else audiences.want
    verb(turn.uow, turn.library, announcement, kind, value, by=turn.person)


# How it is told -------------------------------------------------------------------------------------------------------
def told(turn: Turn, audience: Audience) -> Html:
    """Whom an announcement is for, a line for each kind."""
    kinds = dict.fromkeys(one.kind for one in audience.wanted)
    each = [_any(turn, [one for one in audience.wanted if one.kind is kind]) for kind in kinds]
    if audience.in_groups and Kind.WHO not in kinds and not set(kinds) - {Kind.LANGUAGE}:
        each.insert(0, turn.say("👥 Everybody in groups"))
    if audience.within and Kind.PROJECT not in kinds:
        each.append(joined(" / ", *(condition(turn, Condition(Kind.PROJECT, one)) for one in audience.within)))
    spared = (turn.say("✋ But not: {what}", what=condition(turn, one)) for one in audience.spared)
    return lines(*each, *spared)


def _any(turn: Turn, conditions: Sequence[Condition]) -> Html:
    return joined(" / ", *(condition(turn, one) for one in conditions))


def condition(turn: Turn, one: Condition) -> Html:
    """One condition in a few words."""
    say, value = turn.say, one.value
    match one.kind:
        case Kind.WHO | Kind.ROLE:
            return say(_WHO[value]) if value in _WHO else say("👥 Everybody in groups")
        case Kind.LANGUAGE:
            return say(_ONLY.get(value, "?"))
        case Kind.PROVINCE:
            province = turn.library.locations.province(value)
            return say("📍 Province: {name}", name=province.name(say.language) if province else value)
        case Kind.DISTRICT:
            district = turn.library.locations.district(value)
            return say("District: {name}", name=district.name(say.language) if district else value)
        case Kind.PROJECT:
            return say("🏷 Project: {name}", name=value)
        case Kind.GROUP:
            group = turn.uow.groups.get(GroupId(address.number(value)))
            return say("👥 Group: {name}", name=group.name if group else value)
        case Kind.SILENT:
            return say.plural("not heard from for {n} day", "not heard from for {n} days", address.number(value))
        case _:
            return _progress(turn, one)


def _progress(turn: Turn, one: Condition) -> Html:
    say, value = turn.say, one.value
    match one.kind:
        case Kind.ROUND:
            return say("a plan in {round}", round=_round(turn, value))
        case Kind.UNPLANNED:
            return say("no plan in {round}", round=_round(turn, value))
        case Kind.SUBMITTED:
            return say("plan sent, {round}", round=_round(turn, value))
        case Kind.RETURNED:
            return say("plan came back, {round}", round=_round(turn, value))
        case Kind.RESTS:
            step = turn.library.form.step(value.removeprefix("*"))
            return (
                say("the plan rests at item {i}: {title}", i=step.number, title=step.title(say.language))
                if step
                else safe(value)
            )
        case Kind.OVERDUE:
            return say("🔴 Work past its day")
        case Kind.UNREAD:
            lesson = turn.library.lesson(value)
            return say("lesson not finished: {title}", title=lesson.title(say.language) if lesson else value)
        case _:
            return (
                say("the last announcement not answered")
                if value == LAST
                else say("announcement {n} not answered", n=value)
            )


def _round(turn: Turn, value: str) -> str:
    found = dict(turn.uow.audiences.rounds()).get(RoundId(address.number(value)), {})
    return turn.say.pick(found) or str(turn.say("Round {n}", n=value))


def look(turn: Turn, item: Announcement) -> AnnouncementView:
    """An announcement with all that a last look at it shows."""
    size = audiences.size(turn.uow, item.id, by=turn.person, now=turn.now)
    author = turn.uow.people.name(item.author)
    leaves = sending.leaves_at(turn.uow, turn.library, item, turn.now)
    whom, files = told(turn, item.audience), () if turn.say.light else _files(turn, item)
    return AnnouncementView(item, author, size, whom, item.revision, leaves, turn.now, files)


def _files(turn: Turn, item: Announcement) -> list[Mapping[str, Any]]:
    """The files of each language once, under its name where another one has others."""
    each: dict[tuple[MediumId, ...], str] = {}
    for language, name in LANGUAGES.items():
        each.setdefault(item.shown_with(language), name)
    named = len(each) > 1
    contents = (media.contents(turn.uow, files, caption=name if named else "") for files, name in each.items())
    return [one for some in contents for one in some]
