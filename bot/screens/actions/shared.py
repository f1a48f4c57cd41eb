"""A check-in in the group's Telegram chat: any member may answer; what is longer goes on in private."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.address import Go
from bot.chat.message import Message
from bot.chat.screen import Screen, Turn
from bot.domain.ids import ActionId
from bot.domain.notices.reminders import CheckinMore
from bot.domain.plans import Action, ActionState
from bot.domain.reminders import CheckInAnswer
from bot.i18n import Html, Say, bold, lines, paragraphs
from bot.screens.actions import words
from bot.screens.actions.words import Told, link, open_link
from bot.services import notices
from bot.services.actions import checkins
from bot.services.actions.checkins import Spot


@dataclass(frozen=True, slots=True)
class SharedView:
    action: Action
    told: tuple[Told, ...]
    today: date
    link: str


class Shared(Screen[SharedView]):
    name = "actions.shared"
    args = ("action",)
    groups = True
    personal = True

    def load(self, turn: Turn) -> SharedView:
        context = checkins.open_action(turn.uow, ActionId(turn.number("action")), by=turn.person)
        told = words.told(turn.uow.reminders.checkins(context.action.id), context.group)
        where = link(turn.programme.username, str(context.action.id))
        return SharedView(context.action, told, words.today(context.group, turn.now), where)

    def render(self, view: SharedView, say: Say) -> Message:
        answers = tuple(told for told in view.told if told.entry.answer in list(CheckInAnswer))
        if view.action.state is not ActionState.PLANNED and answers:
            head = bold(f"{words.icon(view.action, view.today)} {view.action.what}")
            said = words.history(answers[-1:], say, in_group=True)
            return Message(paragraphs(head, said), open_link(view.link, say), asks=Html())
        return _asking(view.action, view.today, view.link, say)

    def tap_done(self, turn: Turn, view: SharedView) -> Go:
        spot = Spot(turn.chat, turn.incoming.message)
        checkins.done(turn.uow, view.action.id, by=turn.person, seen=turn.choice(), now=turn.now, spot=spot)
        notices.tell(turn.uow, turn.me, CheckinMore(action=view.action.id, answer=CheckInAnswer.DONE), now=turn.now)
        return self._here(view, turn.say("✅ Done. Very good!"))

    def tap_started(self, turn: Turn, view: SharedView) -> Go:
        spot = Spot(turn.chat, turn.incoming.message)
        checkins.started(turn.uow, view.action.id, by=turn.person, seen=turn.choice(), now=turn.now, spot=spot)
        return self._here(view, turn.say("✅ Saved"))

    def tap_late(self, turn: Turn, view: SharedView) -> Go:
        return self._in_private(turn, view, CheckInAnswer.LATE)

    def tap_help(self, turn: Turn, view: SharedView) -> Go:
        return self._in_private(turn, view, CheckInAnswer.HELP)

    def _in_private(self, turn: Turn, view: SharedView, answer: CheckInAnswer) -> Go:
        checkins.open_unanswered(turn.uow, view.action.id, turn.choice(), by=turn.person)
        notices.tell(turn.uow, turn.me, CheckinMore(action=view.action.id, answer=answer), now=turn.now)
        return self._here(view, turn.say("Go on in the private chat with me"))

    def _here(self, view: SharedView, note: str) -> Go:
        return Go(self.name, {"action": view.action.id}, note=note)


def _asking(action: Action, day: date, where: str, say: Say) -> Message:
    told = lines(bold(words.head(action)), words.due(action, day, say))
    return Message(told, [*words.answers(action, day, say), *open_link(where, say)], asks=words.asks(action, day, say))
