"""What experts said about the newest version they read: each comment opens its step."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, grid, row, shortened
from bot.chat.screen import Screen, Turn
from bot.content.form import Step
from bot.domain.ids import PlanId
from bot.domain.reviews import Comment
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.widgets.answers import within
from bot.screens.widgets.more import begin, more
from bot.services import media
from bot.services.plans import comments
from bot.services.plans.comments import PlanComments

_ROOM = 3300  # UTF-16 units of all comments in their message
MOST = 12  # comments on a page


class Comments(Screen[PlanComments]):
    name = "plan.comments"
    args = ("plan",)
    help: ClassVar[str] = mark(
        "Each button opens the item that a comment is about. Change it, then send the plan again"
    )

    def load(self, turn: Turn) -> PlanComments:
        return comments.open_comments(turn.uow, turn.library, turn.number("plan"), by=turn.person)

    def render(self, view: PlanComments, say: Say) -> Message:
        form, plan = view.whole.form, view.whole.plan.id
        shown = view.comments[-MOST:]
        named = {comment.step for comment in shown}
        opened = [_open(view, plan, step, say) for step in form.steps if step.key in named]
        voices = Button(say("▶️ Play or show it"), Tap("play")) if any(one.medium for one in shown) else None
        told = within(_ROOM, lambda size: paragraphs(*(_comment(view, comment, say, size) for comment in shown)))
        check = Go("plan.review", {"plan": plan}) if view.whole.open else None
        return Message(
            paragraphs(bold(view.whole.title), _count(view, say), told or say("There are no comments yet")),
            [
                *grid(opened, 2),
                row(voices),
                row(Button(say("🔎 Check and send"), check) if check else None),
                [Button(say("📋 See everything"), Go("plan.overview", {"plan": plan}))],
            ],
        )

    def tap_play(self, turn: Turn, view: PlanComments) -> Go:
        """What was spoken or photographed, and the page again below it."""
        spoken = [comment.medium for comment in view.comments[-MOST:] if comment.medium is not None]
        rest = media.show(turn.uow, spoken, turn.chat, turn.me, begin=begin(turn), now=turn.now)
        return Go("plan.comments", {"plan": view.whole.plan.id}, fresh=True, regrets=more(turn, "play", rest))


def _count(view: PlanComments, say: Say) -> Html:
    """Of which version the comments are, and how many items were changed since."""
    if view.version is None:
        return Html("")
    steps = {comment.step for comment in view.comments if view.whole.form.step(comment.step)}
    done = len(steps & view.answered)
    answered = (
        say.plural("✅ Changed since: {x} of {n} item", "✅ Changed since: {x} of {n} items", len(steps), x=done)
        if steps
        else ""
    )
    return lines(say("Comments on version {n}", n=view.version), answered)


def _comment(view: PlanComments, comment: Comment, say: Say, characters: int) -> Html:
    step = view.whole.form.step(comment.step)
    about = f"{_sign(view, step)} {step.number}. {step.title(say.language)}" if step else say("💬 The whole plan")
    words = shortened(comment.text, max(characters, 8)) or say("🎤 Voice or picture")
    return lines(bold(about), words, f"– {say.who(comment.author_name)}")


def _sign(view: PlanComments, step: Step) -> str:
    """Whether the group has changed what a comment is about."""
    return "✅" if step.key in view.answered else "▫️"


def _open(view: PlanComments, plan: PlanId, step: Step, say: Say) -> Button:
    label = f"{_sign(view, step)} {step.number}. {step.title(say.language)}"
    return Button(label, Go("plan.step", {"plan": plan, "step": step.key}))
