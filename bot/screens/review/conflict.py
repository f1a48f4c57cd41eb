"""Whether the expert is connected with the group, asked before anything is scored."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.people import EXPERTS
from bot.domain.reviews import ReviewState
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.plan import words as plan_words
from bot.screens.review.views import open_review
from bot.services.reviews import reviews
from bot.services.reviews.reviews import Review


@dataclass(frozen=True, slots=True)
class ConflictView:
    review: Review
    location: Html
    near: tuple[str, ...]  # the expert's own groups in the same village or district
    revision: int


class Conflict(Screen[ConflictView]):
    name = "review.conflict"
    args = ("assignment",)
    roles = EXPERTS
    help = mark("Somebody who is connected with a group does not give it points. Another expert is asked then")

    def load(self, turn: Turn) -> ConflictView | Go:
        review = open_review(turn)
        if review.assignment.state is not ReviewState.ASKED:
            return Go("review.plan", {"assignment": review.assignment.id})
        own = [turn.uow.groups.get(member.group) for member in turn.uow.groups.of_person(turn.me)]
        near = tuple(group.name for group in own if group and group.district == review.group.district)
        location = plan_words.location(review.group, turn.library, turn.say)
        return ConflictView(review, location, near, review.assignment.revision)

    def render(self, view: ConflictView, say: Say) -> Message:
        title = str(view.review.submission.content["title"])
        near = say("Your own group is near: {groups}", groups=say.names(view.near)) if view.near else ""
        ask = say("Are you connected with this group? (same village, relatives, helped write the plan)")
        rows = [
            [Button(say("✅ Not connected"), Tap("free"))],
            [Button(say("🙅 Connected"), Tap("connected"))],
        ]
        return Message(paragraphs(lines(bold(title), view.review.group.name, view.location), near), rows, asks=ask)

    def tap_free(self, turn: Turn, view: ConflictView) -> Go:
        reviews.accept(turn.uow, view.review.assignment.id, by=turn.person)
        return Go("review.plan", {"assignment": view.review.assignment.id})

    def tap_connected(self, turn: Turn, view: ConflictView) -> Go:
        reviews.decline(turn.uow, view.review.assignment.id, by=turn.person, now=turn.now)
        return Go("review.list", note=turn.say("Thank you for saying so. Another expert will be asked"))
