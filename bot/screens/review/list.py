"""The plans that wait for an expert, and those that are done."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.message import Button, Message, column, shortened
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.domain.people import EXPERTS
from bot.domain.reviews import ReviewState
from bot.i18n import Say, bold, lines, mark
from bot.services.reviews import reviews
from bot.services.reviews.reviews import Review

_LABEL = 24  # characters of a plan's title on a button


class List(Screen[tuple[Review, ...]]):
    name = "review.list"
    roles = EXPERTS
    help = mark("Plans that wait for your reading come first. Choose one to read it and give points")

    def load(self, turn: Turn) -> tuple[Review, ...]:
        return tuple(reviews.of_expert(turn.uow, by=turn.person))

    def render(self, view: tuple[Review, ...], say: Say) -> Message:
        waiting = [review for review in view if review.assignment.state is not ReviewState.DONE]
        done = [review for review in view if review.assignment.state is ReviewState.DONE]
        if not view:
            menu = Button(say("🏠 First page"), Go("home.menu"))
            return Message(say("No plan waits for you now. You will be told when one comes"), [[menu]])
        text = lines(
            bold(say("🔍 Plans to read")),
            say.plural("{n} plan waits for you", "{n} plans wait for you", len(waiting)),
            say.plural("{n} plan is done", "{n} plans are done", len(done)) if done else "",
        )
        return Message(text, column(_button(review) for review in [*waiting, *reversed(done)]))


def _button(review: Review) -> Button:
    sign = {ReviewState.ASKED: "🆕", ReviewState.DONE: "✅"}.get(review.assignment.state, "✏️")
    title = str(review.submission.content["title"])
    return Button(f"{sign} {shortened(title, _LABEL)}", Go("review.plan", {"assignment": review.assignment.id}))


command(Command("reviews", Go("review.list"), mark("Plans to read"), roles=EXPERTS, order=40))
