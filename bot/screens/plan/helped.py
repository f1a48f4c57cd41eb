"""The group says of an expert's comment whether it helped, and reads the expert's answer to that."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap, Value
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.ids import CommentId, PlanId
from bot.domain.refused import Stale
from bot.domain.reviews import Word
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.widgets import exchanges
from bot.screens.widgets.more import begin, more
from bot.services import media
from bot.services.reviews import echoes
from bot.services.reviews.echoes import Echo


class Helped(Screen[Echo]):
    name = "plan.helped"
    args = ("plan", "comment")
    help: ClassVar[str] = mark("The expert hears what you press here, and answers once")

    def load(self, turn: Turn) -> Echo:
        plan, comment = PlanId(turn.number("plan")), CommentId(turn.number("comment"))
        return echoes.open_comment(turn.uow, turn.library, plan, comment, by=turn.person)

    def render(self, view: Echo, say: Say) -> Message:
        step = view.whole.form.step(view.comment.step)
        about = f"{step.number}. {step.title(say.language)}" if step else view.whole.title
        text = lines(bold(about), exchanges.comment(view.comment, say))
        heard = Button(say("📷 See or listen"), Tap("play")) if exchanges.heard([view.comment]) else None
        back = Button(say("💬 All comments"), Go("plan.comments", {"plan": view.whole.plan.id}))
        words = (
            [Button(say(exchanges.WORDS[word]), Tap("feel", (word.value,))) for word in echoes.WORDS]
            if view.may
            else []
        )
        return Message(text, column([*words, heard, back]), asks=_asks(view, say))

    def tap_feel(self, turn: Turn, view: Echo) -> Go:
        value = turn.value()
        if value not in set(Word):
            raise Stale
        plan, word = view.whole.plan.id, Word(str(value))
        echoes.feel(turn.uow, turn.library, plan, view.comment.id, word, by=turn.person, now=turn.now)
        note = turn.say("✅ Saved. The expert is told")
        here: dict[str, Value] = {"plan": plan}
        if view.following is None:
            return Go("plan.comments", here, note=note)
        return Go(self.name, here | {"comment": view.following.id}, note=note)

    def tap_play(self, turn: Turn, view: Echo) -> Go:
        found = exchanges.heard([view.comment])
        rest = media.show(turn.uow, found, turn.chat, turn.me, begin=begin(turn), now=turn.now)
        return Go(self.name, dict(turn.args), fresh=True, regrets=more(turn, "play", rest))


def _asks(view: Echo, say: Say) -> Html:
    """Whether it helped; what was said of it can be said anew until there is an answer."""
    if not view.may:
        return Html("")
    if view.comment.word:
        return say("Your group has said: {word}. Change it?", word=say(exchanges.WORDS[view.comment.word]))
    return say("Did this comment help?")
