"""What experts said about the plan: each comment opens the very step that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, grid, row, shortened
from bot.chat.screen import Screen, Turn
from bot.content.form import Step
from bot.domain.ids import PlanId
from bot.domain.reviews import Comment, ReviewState
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.plan_words import within
from bot.services import media, sheets
from bot.services.sheets import Sheet

_ROOM = 3500  # UTF-16 units of all comments in their message
MOST = 12  # comments on a page


@dataclass(frozen=True, slots=True)
class CommentsView:
    """A plan and the comments of the experts who have decided."""

    sheet: Sheet
    comments: tuple[Comment, ...]


class Comments(Screen[CommentsView]):
    name = "plan.comments"
    args = ("plan",)
    help: ClassVar[str] = mark(
        "Each button opens the item that a comment is about. Change it, then send the plan again"
    )

    def load(self, turn: Turn) -> CommentsView:
        sheet = sheets.read(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        done = [one for one in turn.uow.reviews.of_plan(sheet.plan.id) if one.state is ReviewState.DONE]
        comments = [comment for one in done for comment in turn.uow.reviews.comments(one.id)]
        return CommentsView(sheet, tuple(comments[-MOST:]))

    def render(self, view: CommentsView, say: Say) -> Message:
        form, plan = view.sheet.form, view.sheet.plan.id
        named = {comment.step for comment in view.comments}
        opened = [_open(plan, step, say) for step in form.steps if step.key in named]
        voices = Button(say("▶️ Play or show it"), Tap("play")) if any(one.medium for one in view.comments) else None
        told = within(
            _ROOM, lambda size: paragraphs(*(self._comment(view, comment, say, size) for comment in view.comments))
        )
        check = Go("plan.review", {"plan": plan}) if view.sheet.plan.state.open else None
        return Message(
            paragraphs(bold(view.sheet.title), told or say("There are no comments yet")),
            [
                *grid(opened, 2),
                row(voices),
                row(Button(say("🔎 Check and send"), check) if check else None),
                [Button(say("📋 See everything"), Go("plan.overview", {"plan": plan}))],
            ],
        )

    def _comment(self, view: CommentsView, comment: Comment, say: Say, letters: int) -> Html:
        step = view.sheet.form.step(comment.step)
        about = f"{step.number}. {step.title(say.language)}" if step else say("The whole plan")
        words = shortened(comment.text, max(letters, 8)) or say("🎤 Voice or picture")
        return lines(bold(about), words, f"– {comment.author_name}")

    def tap_play(self, turn: Turn, view: CommentsView) -> Go:
        """What was spoken or photographed, and the page again below it."""
        for comment in view.comments:
            media.show(turn.uow, [comment.medium], turn.chat, turn.me, caption=comment.text, now=turn.now)
        return Go("plan.comments", {"plan": view.sheet.plan.id}, fresh=True)


def _open(plan: PlanId, step: Step, say: Say) -> Button:
    label = f"✏️ {step.number}. {shortened(step.title(say.language), 18)}"
    return Button(label, Go("plan.step", {"plan": plan, "step": step.key}))
