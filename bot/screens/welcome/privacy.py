"""The privacy notice, and consent."""

from __future__ import annotations

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.chat.typed import meant
from bot.domain.incoming import Answer
from bot.domain.refused import Refused, Stale
from bot.i18n import Say, mark
from bot.screens.welcome.views import UNCLEAR, onward
from bot.screens.welcome.words import KEPT, kept
from bot.services import people


class Privacy(Screen[str]):
    """The view is whom to ask about what is kept, "" where the programme has named nobody."""

    name = "welcome.privacy"
    strangers = True
    asks = True
    help = mark("Read the three lines. Your name is kept only after you agree")
    aloud = (*KEPT, mark("Do you agree?"))
    yes, no = mark("👍 I agree"), mark("✋ I do not agree")

    def load(self, turn: Turn) -> str | Go:
        return Go("welcome.language") if turn.person_or_none is None else turn.programme.contact

    def render(self, view: str, say: Say) -> Message:
        rows = column([Button(say(self.yes), Tap("agree")), Button(say(self.no), Tap("decline"))])
        return Message(kept(view, say), rows, asks=say(self.aloud[-1]))

    def tap_agree(self, turn: Turn, view: str) -> Go | Back:
        people.consent(turn.uow, by=turn.me, now=turn.now)
        return onward(turn)

    def tap_decline(self, turn: Turn, view: str) -> Go:
        if turn.person.known:  # an old button of the welcome must not erase somebody who has agreed since
            raise Stale
        note = turn.say("That is all right, nothing was kept. To begin another day, press /start")
        people.decline(turn.uow, by=turn.me)
        return Go("welcome.language", note=note)

    def on_answer(self, turn: Turn, view: str, answer: Answer) -> Go | Back:
        agrees = meant(answer, [(turn.say(self.yes), True), (turn.say(self.no), False)])
        if agrees is None:
            raise Refused(UNCLEAR)
        return self.tap_agree(turn, view) if agrees else self.tap_decline(turn, view)
