"""The provinces, districts, projects or rounds to choose an audience from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.announcements import DRAFT
from bot.domain.people import STAFF
from bot.domain.refused import Missing, Stale
from bot.i18n import Html, Say, bold, mark, paragraphs
from bot.screens.announce.views import announcement_id
from bot.screens.announce.words import audience_words
from bot.services import announcements
from bot.store.announcements import Announcement


@dataclass(frozen=True, slots=True)
class ChoiceView:
    item: Announcement
    kind: str
    choices: tuple[tuple[str, Html], ...]  # value, label


class Choice(Screen[ChoiceView]):
    """One province, one project or one language."""

    name = "announce.choice"
    args = ("announcement", "kind")
    roles = STAFF
    help: ClassVar[str] = mark("Choose who gets this announcement. Nothing is sent yet")
    _asked: ClassVar = {
        "province": mark("Which province?"),
        "project": mark("Which project?"),
        "language": mark("Only people who read one language?"),
    }

    def load(self, turn: Turn) -> ChoiceView | Go:
        item, kind = announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person), turn.word("kind")
        if kind not in self._asked:
            raise Missing
        if item.state != DRAFT:
            return Go("announce.confirm", {"announcement": item.id})
        return ChoiceView(item, kind, _choices(turn, kind))

    def render(self, view: ChoiceView, say: Say) -> Message:
        buttons = [Button(label, Tap("pick", (index,))) for index, (_, label) in enumerate(view.choices)]
        none = "" if view.choices else say("No group has one yet")
        back = Button(say("◀ Back"), Go("announce.audience", {"announcement": view.item.id}))
        return Message(paragraphs(bold(say(self._asked[view.kind])), none), column([*buttons, back]))

    def tap_pick(self, turn: Turn, view: ChoiceView) -> Go:
        index = turn.choice()
        if not 0 <= index < len(view.choices):
            raise Stale
        value, _ = view.choices[index]
        if view.kind == "language":
            announcements.limit_language(turn.uow, view.item.id, value, by=turn.person)
        else:
            announcements.address(turn.uow, view.item.id, view.kind, value, by=turn.person)
        return Go("announce.check", {"announcement": view.item.id})


def _choices(turn: Turn, kind: str) -> tuple[tuple[str, Html], ...]:
    say = turn.say
    if kind == "language":
        return ("", say("All languages")), ("lo", say("Lao only")), ("en", say("English only"))
    values = turn.uow.announcements.provinces() if kind == "province" else turn.uow.announcements.projects()
    return tuple((value, audience_words({kind: value}, turn.library, say)) for value in values)
