"""A help request as the group sees it: more can be told, and in the end it is solved or still needed."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.domain.help_requests import HelpRequest, HelpState
from bot.domain.ids import PersonId
from bot.domain.incoming import Answer
from bot.domain.plans import Action, ActionState
from bot.domain.reminders import Entry
from bot.i18n import Html, Say, bold, mark, paragraphs
from bot.screens.actions import words as actions_words
from bot.screens.actions.words import Told
from bot.screens.help_requests import words
from bot.screens.widgets.more import begin, more
from bot.services import help_requests
from bot.services.actions import checkins


@dataclass(frozen=True, slots=True)
class MineView:
    """A request of one's own group. `told`: what was said since it was made."""

    request: HelpRequest
    action: Action
    told: tuple[Told, ...]
    me: PersonId

    @property
    def media(self) -> int:
        return sum(told.entry.medium is not None for told in self.told)

    @property
    def may_ask_again(self) -> bool:
        over = self.request.state is HelpState.CLOSED and self.action.state is not ActionState.DONE
        return over or self.request.state is HelpState.ANSWERED


class Mine(Screen[MineView]):
    """One's own help request: words, voices and photos go to whoever helps."""

    name = "help_requests.mine"
    args = ("checkin",)
    asks = True
    personal = True
    appends = True
    help = mark("Tell more in words, voice or photos: it goes to whoever helps. Then say whether it is solved")

    def load(self, turn: Turn) -> MineView:
        request, context = help_requests.open_request(turn.uow, turn.number("checkin"), by=turn.person)
        entries = [entry for entry in turn.uow.reminders.checkins(request.action) if entry.id >= request.id]
        about = [entry for entry in entries if entry.answer != Entry.SPENT]
        return MineView(request, context.action, actions_words.told(about, context.group), turn.me)

    def render(self, view: MineView, say: Say) -> Message:
        told = actions_words.history(view.told, say)
        text = paragraphs(bold(f"🙋 {view.action.what}"), told, words.state(view.request, view.me, say))
        asks = say("Tell more: speak, write or send a photo") if view.request.state.open else Html()
        return Message(text, _rows(view, say), asks=asks)

    def on_answer(self, turn: Turn, view: MineView, answer: Answer) -> Go:
        help_requests.add(turn.uow, view.request.id, answer, by=turn.person, now=turn.now)
        return self._here(view, turn.say("Sent on"))

    def tap_solved(self, turn: Turn, view: MineView) -> Go:
        help_requests.solved(turn.uow, view.request.id, by=turn.person, now=turn.now)
        return Go("actions.checkin", {"action": view.action.id}, note=turn.say("✅ Very good!"))

    def tap_still(self, turn: Turn, view: MineView) -> Go:
        help_requests.still(turn.uow, turn.library, view.request.id, by=turn.person, now=turn.now)
        return self._here(view, turn.say("Asked again. What is still difficult?"))

    def tap_media(self, turn: Turn, view: MineView) -> Go:
        rest = checkins.show_media(turn.uow, view.action.id, turn.chat, begin=begin(turn), by=turn.person, now=turn.now)
        return Go(self.name, {"checkin": view.request.id}, fresh=True, regrets=more(turn, "media", rest))

    def _here(self, view: MineView, note: str) -> Go:
        return Go(self.name, {"checkin": view.request.id}, note=note)


def _rows(view: MineView, say: Say) -> list[list[Button]]:
    solved = Button(say("✅ It is solved"), Tap("solved")) if view.request.state.open else None
    still = Button(say("🙋 I still want help"), Tap("still")) if view.may_ask_again else None
    media = Button(say("📷 Photos and voices ({n})", n=view.media), Tap("media")) if view.media else None
    back = Button(say("🔨 The work"), Go("actions.checkin", {"action": view.action.id}))
    return [row(solved), row(still), row(media), [back]]
