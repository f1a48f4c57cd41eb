"""The value of a condition is chosen: a province, a round, a lesson, so many days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.announcements import DRAFT
from bot.domain.audiences import LAST, Condition, Kind
from bot.domain.groups import GroupState
from bot.domain.people import STAFF
from bot.domain.refused import Missing, Stale
from bot.i18n import Html, Say, bold, mark, paragraphs
from bot.screens.announce.conditions import AND, NOT, add, condition
from bot.screens.announce.views import announcement_id
from bot.services.announcements import announcements, audiences
from bot.store.announcements import Announcement

_DAYS = (7, 14, 30, 60, 90, 180)  # without a sign of life
ASKED = {
    Kind.PROVINCE: mark("Which province?"),
    Kind.DISTRICT: mark("Which district?"),
    Kind.PROJECT: mark("Which project?"),
    Kind.GROUP: mark("Which group?"),
    Kind.LANGUAGE: mark("Only people who read one language?"),
    Kind.ROUND: mark("In which round?"),
    Kind.UNPLANNED: mark("In which round?"),
    Kind.SUBMITTED: mark("In which round?"),
    Kind.RETURNED: mark("In which round?"),
    Kind.RESTS: mark("At which item does the plan rest?"),
    Kind.UNREAD: mark("Which lesson?"),
    Kind.UNANSWERED: mark("Which announcement?"),
    Kind.SILENT: mark("Not heard from for how long?"),
    Kind.ROLE: mark("Experts or staff?"),
}


@dataclass(frozen=True, slots=True)
class ChoiceView:
    item: Announcement
    kind: Kind
    sign: str
    choices: tuple[tuple[str, Html], ...]  # value, label


class Choice(Screen[ChoiceView]):
    """A value of one kind. Without a sign it is all that is said of the audience."""

    name = "announce.choice"
    args = ("announcement", "kind", "sign")
    roles = STAFF
    help: ClassVar[str] = mark("Choose who gets this announcement. Nothing is sent yet")

    def load(self, turn: Turn) -> ChoiceView | Go:
        item, kind = announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person), turn.word("kind")
        sign = turn.word("sign")
        if kind not in set(ASKED) or sign not in ("", AND, NOT):
            raise Missing
        if item.state != DRAFT:
            return Go("announce.confirm", {"announcement": item.id})
        return ChoiceView(item, Kind(kind), sign, _choices(turn, item, Kind(kind), sign))

    def render(self, view: ChoiceView, say: Say) -> Message:
        buttons = [Button(label, Tap("pick", (index,))) for index, (_, label) in enumerate(view.choices)]
        none = "" if view.choices else say("No group has one yet")
        place: dict[str, int | str] = {"announcement": view.item.id}
        back = Go("announce.conditions", place | {"sign": view.sign}) if view.sign else Go("announce.audience", place)
        text = paragraphs(bold(say(ASKED[view.kind])), none)
        return Message(text, column([*buttons, Button(say("◀ Back"), back)]))

    def tap_pick(self, turn: Turn, view: ChoiceView) -> Go:
        index, place = turn.choice(), {"announcement": view.item.id}
        if not 0 <= index < len(view.choices):
            raise Stale
        value, _ = view.choices[index]
        if view.sign:
            add(turn, view.item.id, view.sign, view.kind, value)
            return Go("announce.audience", place)
        if view.kind is Kind.LANGUAGE:
            audiences.limit_language(turn.uow, view.item.id, value, by=turn.person)
        else:
            audiences.address(turn.uow, view.item.id, view.kind, value, by=turn.person)
        return Go("announce.check", place)


def _choices(turn: Turn, item: Announcement, kind: Kind, sign: str) -> tuple[tuple[str, Html], ...]:
    if kind is Kind.LANGUAGE and not sign:
        say = turn.say
        return ("", say("All languages")), ("lo", say("Lao only")), ("en", say("English only"))
    return tuple((value, condition(turn, Condition(kind, value))) for value in _values(turn, item, kind))


def _values(turn: Turn, item: Announcement, kind: Kind) -> list[str]:
    store, within = turn.uow.audiences, item.audience.within
    if kind in (Kind.ROUND, Kind.UNPLANNED, Kind.SUBMITTED, Kind.RETURNED):
        return [str(number) for number, _ in store.rounds()]
    if kind is Kind.GROUP:
        active = turn.uow.groups.all_in_state(GroupState.ACTIVE)
        return [str(group.id) for group in active if not within or group.project in within]
    if kind is Kind.UNANSWERED:
        return [LAST, *(str(one.id) for one in announcements.listed(turn.uow, by=turn.person) if one.sent_at)]
    fixed = {
        Kind.LANGUAGE: ["lo", "en"],
        Kind.ROLE: ["expert", "staff", "admin"],
        Kind.SILENT: [str(days) for days in _DAYS],
        Kind.RESTS: [step.key for step in turn.library.form.steps],
        Kind.UNREAD: [lesson.key for lesson in turn.library.lessons],
    }
    found = {Kind.PROVINCE: store.provinces, Kind.DISTRICT: store.districts, Kind.PROJECT: store.projects}
    return found[kind](within) if kind in found else fixed[kind]
