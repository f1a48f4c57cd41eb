"""A help request as experts and staff see it: they take it, answer it in text or voice, or give it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.help_requests import HelpRequest, HelpState
from bot.domain.ids import PersonId
from bot.domain.incoming import Answer
from bot.domain.people import ADVISERS
from bot.domain.plans import Action
from bot.i18n import Say, lines, mark, paragraphs
from bot.screens.actions import words
from bot.screens.actions.words import Told
from bot.screens.help_requests import words as help_requests_words
from bot.screens.widgets.more import begin, more
from bot.services import help_requests
from bot.services.actions import checkins


@dataclass(frozen=True, slots=True)
class RequestView:
    request: HelpRequest
    action: Action
    group: Group
    told: tuple[Told, ...]
    today: date
    me: PersonId

    @property
    def media(self) -> int:
        return sum(told.entry.medium is not None for told in self.told)

    @property
    def mine(self) -> bool:
        return self.request.taker == self.me


class Answering(Screen[RequestView]):
    name = "actions.answer"
    args = ("checkin",)
    roles = ADVISERS
    asks = True
    appends = True
    help = mark("Write or speak your advice. It goes at once to the person who asked")

    def load(self, turn: Turn) -> RequestView:
        request = help_requests.open_to_help(turn.uow, turn.number("checkin"), by=turn.person)
        context = checkins.open_action(turn.uow, request.action, by=turn.person)
        told = words.told(turn.uow.reminders.checkins(request.action), context.group)
        return RequestView(request, context.action, context.group, told, words.today(context.group, turn.now), turn.me)

    def render(self, view: RequestView, say: Say) -> Message:
        head = help_requests_words.asked(view.request, view.action, view.group, say)
        facts = lines(words.facts(view.action, view.today, say), help_requests_words.state(view.request, view.me, say))
        ask = say("Write or speak your answer to {name}", name=view.request.asker_name or say("Somebody"))
        return Message(paragraphs(head, facts, words.history(view.told, say), ask), _rows(view, say))

    def on_answer(self, turn: Turn, view: RequestView, answer: Answer) -> Go:
        help_requests.reply(turn.uow, turn.library, view.request.id, answer, by=turn.person, now=turn.now)
        return self._here(view, turn.say("Sent to {name}", name=view.request.asker_name or turn.say("Somebody")))

    def tap_take(self, turn: Turn, view: RequestView) -> Go:
        help_requests.take(turn.uow, turn.library, view.request.id, by=turn.person, now=turn.now)
        told = turn.say("{name} knows that you help", name=view.request.asker_name or turn.say("Somebody"))
        return self._here(view, told)

    def tap_leave(self, turn: Turn, view: RequestView) -> Go:
        help_requests.leave(turn.uow, turn.library, view.request.id, by=turn.person, now=turn.now)
        return Go("help_requests.list", note=turn.say("The others have been asked again"))

    def tap_media(self, turn: Turn, view: RequestView) -> Go:
        rest = checkins.show_media(turn.uow, view.action.id, turn.chat, begin=begin(turn), by=turn.person, now=turn.now)
        return Go(self.name, {"checkin": view.request.id}, fresh=True, regrets=more(turn, "media", rest))

    def _here(self, view: RequestView, note: str) -> Go:
        return Go(self.name, {"checkin": view.request.id}, note=note)


def _rows(view: RequestView, say: Say) -> list[list[Button]]:
    free = view.request.state is HelpState.WAITING
    take = Button(say("🤝 I will help"), Tap("take")) if free else None
    leave = Button(say("↩️ Somebody else, please"), Tap("leave")) if view.mine and view.request.state.open else None
    media = Button(say("📷 Photos and voices ({n})", n=view.media), Tap("media")) if view.media else None
    opened = Button(say("📖 Open"), Go("actions.checkin", {"action": view.action.id}, push=True))
    every = Button(say("🙋 All calls"), Go("help_requests.list"))
    return [row(take), row(leave), row(media), row(opened, every)]
