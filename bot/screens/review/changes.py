"""A plan that comes again: what it says that the version before it did not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.content.form import Form
from bot.domain.people import EXPERTS
from bot.domain.reviews import ReviewState
from bot.i18n import Say, mark
from bot.screens.plan.words import version_changed
from bot.screens.review.views import open_review
from bot.services.plans import versions
from bot.services.plans.contents import Change
from bot.services.reviews.reviews import Review


@dataclass(frozen=True, slots=True)
class ChangesView:
    review: Review
    form: Form
    changes: tuple[Change, ...]


class Changes(Screen[ChangesView]):
    name = "review.changes"
    args = ("assignment",)
    roles = EXPERTS
    help: ClassVar[str] = mark("What was there before, and what is there in this version")

    def load(self, turn: Turn) -> ChangesView | Go:
        review = open_review(turn)
        if review.assignment.state is ReviewState.ASKED or review.submission.version == 1:
            return Go("review.plan", {"assignment": review.assignment.id})
        form = turn.library.form_of(versions.of_submission(review.submission).form)
        return ChangesView(review, form, versions.changes(turn.uow, review.submission))

    def render(self, view: ChangesView, say: Say) -> Message:
        back = Button(say("📖 Read the plan"), Go("review.plan", {"assignment": view.review.assignment.id}))
        return Message(version_changed(view.review.submission.version, view.changes, view.form, say), [[back]])
