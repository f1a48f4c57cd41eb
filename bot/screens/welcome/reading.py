"""“Read to me” or “I read myself”: asked where something can be heard, and nowhere else."""

from __future__ import annotations

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.chat.typed import meant
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.i18n import Say, mark
from bot.screens.welcome.views import UNCLEAR, missing, onward
from bot.screens.welcome.words import audible
from bot.services import narrations, people
from bot.services.narrations import Share


class Reading(Screen[Share]):
    """The view is what can be heard."""

    name = "welcome.reading"
    strangers = True
    asks = True
    aloud = (mark("Do you want to listen, or read yourself?"),)
    help = mark("If reading is tiring, let the texts be read to you. You can change it any day with /settings")
    options = ((mark("🔊 Read to me"), 1), (mark("I read myself"), 0))

    def load(self, turn: Turn) -> Share | Go:
        if turn.person_or_none is None:
            return Go("welcome.language")
        found = narrations.offered(turn.uow, turn.library, turn.person)
        return found if found.n else missing(turn, turn.person) or Go("home.menu")

    def render(self, view: Share, say: Say) -> Message:
        buttons = [Button(say(label), Tap("choose", (value,))) for label, value in self.options]
        return Message(audible(view, say), column(buttons), asks=say(self.aloud[0]))

    def tap_choose(self, turn: Turn, view: Share) -> Go | Back:
        listens = bool(turn.choice())
        people.choose_listening(turn.uow, listens, by=turn.me)
        return Go("welcome.voice") if listens and choices(turn) else onward(turn)

    def on_answer(self, turn: Turn, view: Share, answer: Answer) -> Go | Back:
        listens = meant(answer, [(turn.say(label), value) for label, value in self.options])
        if listens is None:
            raise Refused(UNCLEAR)
        turn.values = (listens,)
        return self.tap_choose(turn, view)


def choices(turn: Turn) -> bool:
    """Whether there is something to choose from besides one's own language and Lao."""
    heard = {tongue.key for tongue in narrations.heard(turn.uow, turn.library)}
    return bool(heard - set(narrations.chain(people.current(turn.uow, turn.account))))
