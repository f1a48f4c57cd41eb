"""Why an announcement is in one language only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.announcements import DRAFT
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.domain.refused import Stale
from bot.i18n import Say, bold, mark, plain
from bot.screens.announce.conditions import here
from bot.screens.announce.views import announcement_id
from bot.services.announcements import announcements
from bot.store.announcements import Announcement

_REASONS = (
    mark("Everybody of them reads it"),
    mark("It is urgent, the other language follows"),
    mark("Nobody could translate it"),
)


@dataclass(frozen=True, slots=True)
class ReasonView:
    item: Announcement
    missing: str


class Reason(Screen[ReasonView]):
    name = "announce.reason"
    args = ("announcement",)
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("An announcement is written in both languages, or says why not")

    def load(self, turn: Turn) -> ReasonView | Go:
        item = announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person)
        missing = [one for one in announcements.LANGUAGES if one not in item.languages]
        if item.state != DRAFT or len(missing) != 1:
            return Go("announce.check", here(item))
        return ReasonView(item, missing[0])

    def render(self, view: ReasonView, say: Say) -> Message:
        place = here(view.item)
        write = say("✍️ Write it in Lao") if view.missing == "lo" else say("✍️ Write it in English")
        asked = say("It is written in one language only. Write the other one too, or say why not")
        reasons = [Button(say(reason), Tap("because", (index,))) for index, reason in enumerate(_REASONS)]
        return Message(
            bold(asked),
            column(
                [
                    Button(write, Go("announce.write", place | {"language": view.missing})),
                    *reasons,
                    Button(say("◀ Back"), Go("announce.check", place)),
                ]
            ),
        )

    def tap_because(self, turn: Turn, view: ReasonView) -> Go:
        if not 0 <= turn.choice() < len(_REASONS):
            raise Stale
        return self._explain(turn, view, plain(turn.say(_REASONS[turn.choice()])))

    def on_answer(self, turn: Turn, view: ReasonView, answer: Answer) -> Go:
        return self._explain(turn, view, only_text(answer))

    def _explain(self, turn: Turn, view: ReasonView, reason: str) -> Go:
        announcements.explain(turn.uow, view.item.id, reason, by=turn.person)
        return Go("announce.confirm", here(view.item))
