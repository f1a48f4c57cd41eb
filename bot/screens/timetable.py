"""On which days the work of a round or a group is asked about, for staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, grid
from bot.chat.screen import Screen, Turn
from bot.domain.ids import GroupId, RoundId
from bot.domain.people import STAFF
from bot.domain.reminders import Timetable
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.rounds.words import title
from bot.services.reminders import timetables
from bot.services.reminders.timetables import CHOICES
from bot.store.timetables import GROUP, Scope


@dataclass(frozen=True, slots=True)
class TimetableView:
    """A timetable; `own`: it is not that of all. `whose` is a group's name or a round's names by language."""

    timetable: Timetable
    own: bool
    group: str
    round: object


class Page(Screen[TimetableView]):
    name = "timetable.page"
    args = ("scope", "subject")
    roles = STAFF
    help: ClassVar[str] = mark("Tap a day to switch it on or off. It holds for all work of this round or group at once")

    def load(self, turn: Turn) -> TimetableView:
        scope = _scope(turn)
        timetable, own = timetables.open_timetable(turn.uow, turn.library, scope, by=turn.person)
        group = turn.uow.groups.get(GroupId(scope.id)) if scope.kind == GROUP else None
        found = None if group else turn.uow.rounds.get(RoundId(scope.id))
        return TimetableView(timetable, own, group.name if group else "", found)

    def render(self, view: TimetableView, say: Say) -> Message:
        timetable = view.timetable
        whose = view.group or title(view.round, say)  # type: ignore[arg-type]
        told = lines(
            say.plural(
                "No answer: the leader hears after {n} day",
                "No answer: the leader hears after {n} days",
                timetable.leader,
            )
            if timetable.leader
            else "",
            say.plural("No answer: staff hear after {n} day", "No answer: staff hear after {n} days", timetable.staff)
            if timetable.staff
            else "",
        )
        own = say("These days are this one's own") if view.own else say("These days hold for all")
        rows = [
            *grid([_day("starts", days, days in timetable.starts, say) for days in CHOICES["starts"]], 3),
            *grid([_day("moments", days, days in timetable.moments, say) for days in CHOICES["moments"]], 3),
            [_hears("leader", days, (timetable.leader or 0) == days, say) for days in CHOICES["leader"]],
            [_hears("staff", days, (timetable.staff or 0) == days, say) for days in CHOICES["staff"]],
            [Button(say("🏖 Holidays"), Go("holidays.list", push=True))],
            [Button(say("↩️ As for all"), Tap("reset"))] if view.own else [],
            [Button(say("◀ Back"), Back())],
        ]
        key = say("▶ counts from the start, ⏰ from the last day, 👑 leader and 🏢 staff when nobody answers")
        return Message(paragraphs(bold(say("🗓 Days of reminders")), whose, _days(timetable, say), told, own, key), rows)

    def tap_choose(self, turn: Turn, view: TimetableView) -> Go:
        what, days, scope = str(turn.value()), turn.choice(1), _scope(turn)
        timetables.choose(turn.uow, turn.library, scope, what, days, by=turn.person, now=turn.now)
        return self._here(scope, turn.say("It is changed"))

    def tap_reset(self, turn: Turn, view: TimetableView) -> Go:
        scope = _scope(turn)
        timetables.reset(turn.uow, turn.library, scope, by=turn.person, now=turn.now)
        return self._here(scope, turn.say("It is changed"))

    def _here(self, scope: Scope, note: str) -> Go:
        return Go(self.name, {"scope": scope.kind, "subject": scope.id}, note=note)


def _scope(turn: Turn) -> Scope:
    return Scope(turn.word("scope"), turn.number("subject"))


def _days(timetable: Timetable, say: Say) -> Html:
    """All moments in words: from the start, then from the last day."""
    starts = (
        say("▶ Start: {days}", days=say.names(_named(day, say) for day in timetable.starts)) if timetable.starts else ""
    )
    return lines(starts, say("⏰ Last day: {days}", days=say.names(_named(day, say) for day in timetable.moments)))


def _named(days: int, say: Say) -> Html:
    if days == 0:
        return say("on the day")
    if days < 0:
        return say.plural("{n} day before", "{n} days before", -days)
    return say.plural("{n} day after", "{n} days after", days)


def _day(what: str, days: int, chosen: bool, say: Say) -> Button:
    sign = "✅" if chosen else "▶" if what == "starts" else "⏰"
    return Button(f"{sign} {_short(days, say)}", Tap("choose", (what, days)))


def _short(days: int, say: Say) -> str:
    """A signed number; the day itself in words."""
    return f"{days:+d}" if days else str(say("on the day"))


def _hears(what: str, days: int, chosen: bool, say: Say) -> Button:
    sign = "✅" if chosen else "👑" if what == "leader" else "🏢"
    return Button(f"{sign} {days or '–'}", Tap("choose", (what, days)))
