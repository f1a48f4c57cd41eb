"""The plans that wait for an expert, and those that are done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bot.chat.address import Go
from bot.chat.message import Button, Message, column, row, shortened
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import cut_out
from bot.domain.people import EXPERTS
from bot.domain.reviews import ReviewState
from bot.i18n import Say, bold, lines, mark
from bot.services.reviews import reviews
from bot.store.reviews import Listed

_PAGE = 8  # plans on one page
_LABEL = 24  # characters of a name on a button


@dataclass(frozen=True, slots=True)
class ListView:
    """A page of reviews, and how many wait and are done in all."""

    reviews: tuple[Listed, ...]
    waiting: int
    done: int
    page: int
    pages: int


class List(Screen[ListView]):
    name = "review.list"
    args = ("page",)
    roles = EXPERTS
    help = mark("Plans that wait for your reading come first. Choose one to read it and give points")

    def load(self, turn: Turn) -> ListView:
        uow, by = turn.uow, turn.person
        waiting, done = reviews.counts(uow, by=by)
        page, pages = cut_out(waiting + done, turn.page, _PAGE)
        found = reviews.listed(uow, by=by, offset=page * _PAGE, limit=_PAGE)
        return ListView(tuple(found), waiting, done, page, pages)

    def render(self, view: ListView, say: Say) -> Message:
        if not view.reviews:
            menu = Button(say("🏠 First page"), Go("home.menu"))
            return Message(say("No plan waits for you now. You will be told when one comes"), [[menu]])
        before = Button(say("◀ Before"), Go(self.name, {"page": view.page - 1})) if view.page > 0 else None
        more = Button(say("More ▶"), Go(self.name, {"page": view.page + 1})) if view.page < view.pages - 1 else None
        text = lines(
            bold(say("⭐ Plans to read")),
            say.plural("{n} plan waits for you", "{n} plans wait for you", view.waiting),
            say.plural("{n} plan is done", "{n} plans are done", view.done) if view.done else "",
        )
        twice = Counter(one.group for one in view.reviews)
        buttons = [_button(one, twice[one.group] > 1) for one in view.reviews]
        return Message(text, [*column(buttons), row(before, more)])


def _button(review: Listed, twice: bool) -> Button:
    """Whose plan it is; of a group with two plans here, which."""
    sign = {ReviewState.ASKED: "🆕", ReviewState.DONE: "✅"}.get(review.state, "✍️")
    name = review.title if twice and review.title else review.group
    return Button(f"{sign} {shortened(name, _LABEL)}", Go("review.plan", {"assignment": review.id}))


command(Command("reviews", Go("review.list"), mark("Plans to read"), roles=EXPERTS, order=40))
