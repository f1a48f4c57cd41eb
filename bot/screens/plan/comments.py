"""What experts said about the newest version they read: each comment opens its step, and afterwards one comes back."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.content.form import Step
from bot.domain.plans import PlanState
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.plan.words import title_of
from bot.screens.widgets import exchanges
from bot.screens.widgets.answers import within
from bot.screens.widgets.more import begin, more
from bot.services import media
from bot.services.plans import comments
from bot.services.plans.comments import PlanComments

_ROOM = 2400  # UTF-16 units of what was said of the whole plan
MOST = 12  # comments whose voices and pictures are shown
_OPENED, _READ = 4, 8  # items on buttons, to change (those that are still open come first) or only to read


class Comments(Screen[PlanComments]):
    name = "plan.comments"
    args = ("plan",)
    help: ClassVar[str] = mark(
        "Each button opens the item that a comment is about. Change it, then send the plan again"
    )

    def load(self, turn: Turn) -> PlanComments:
        return comments.open_comments(turn.uow, turn.library, turn.number("plan"), by=turn.person)

    def render(self, view: PlanComments, say: Say) -> Message:
        text = lines(*told(view, say), whole(view, say))
        return Message(text, rows(view, say), asks=asks(view, say), more=helped(view, say))

    def tap_play(self, turn: Turn, view: PlanComments) -> Go:
        """What was spoken or photographed, and the page again below it."""
        spoken = exchanges.heard(view.comments[-MOST:])
        rest = media.show(turn.uow, spoken, turn.chat, turn.me, begin=begin(turn), now=turn.now)
        return Go("plan.comments", {"plan": view.whole.plan.id}, fresh=True, regrets=more(turn, "play", rest))


def told(view: PlanComments, say: Say) -> list[Html]:
    """Of which version the comments are, until when there is time, how many items were changed since."""
    whole, steps = view.whole, view.steps
    until = whole.last if whole.plan.state is PlanState.RETURNED else None
    last = say("⏰ Send it again by {date}", date=say.date(say.today(until))) if until else Html("")
    if view.version is None:
        return [bold(title_of(view.whole, say)), say("There are no comments yet")]
    done = len(steps) - len(view.left)
    kept = say("The answers are all there, nothing is lost") if view.whole.open and not done else Html("")
    changed = say.plural("✅ Changed since: {x} of {n} item", "✅ Changed since: {x} of {n} items", len(steps), x=done)
    return [
        lines(bold(title_of(view.whole, say)), say("Comments on version {n}", n=view.version)),
        last,
        changed if done else kept,
    ]


def asks(view: PlanComments, say: Say) -> Html:
    """What was said, and what comes next."""
    items = say.names(str(step.number) for step in view.left or view.steps)
    if view.version is None:
        return Html("")
    if not view.steps:
        return say("Check the plan, then send it again") if view.whole.open else Html("")
    if not view.whole.open:
        return say.plural(
            "💬 There is {n} comment. Open it?", "💬 There are {n} comments. Open one?", len(view.comments)
        )
    if not view.left:
        return say("Every comment is answered. Send the plan again?")
    if len(view.left) < len(view.steps):
        return say.plural(
            "{n} item with a comment is left ({items}). Open it?",
            "{n} items with comments are left ({items}). Open the next?",
            len(view.left),
            items=items,
        )
    return say.plural(
        "💬 The expert has read the plan: {n} item has a comment ({items}). Open it?",
        "💬 The expert has read the plan: {n} items have comments ({items}). Open the first?",
        len(view.left),
        items=items,
    )


def rows(view: PlanComments, say: Say) -> list[list[Button]]:
    """What is still open first, each alone; sending the plan comes first once nothing is."""
    here = {"plan": view.whole.plan.id}
    check = Button(say("📨 Check and send"), Go("plan.review", here)) if view.whole.open else None
    done = [step for step in view.steps if step not in view.left]
    opened = [_open(view, step, say) for step in [*view.left, *done][: _OPENED if view.whole.open else _READ]]
    voices = Button(say("📷 See or listen"), Tap("play")) if exchanges.heard(view.comments) else None
    see = Button(say("📝 The group's plan"), Go("plan.overview", here))
    first = [] if view.left else [check]
    return [*column([*first, *opened, voices]), row(check if view.left else None, see)]


def helped(view: PlanComments, say: Say) -> list[Button]:
    """To say of the comments whether they helped, one after the other."""
    found = next((one for one in view.comments if not one.word), None)
    if found is None or view.whole.plan.state is not PlanState.RETURNED:
        return []
    return [Button(say("👍 Did it help?"), Go("plan.helped", {"plan": view.whole.plan.id, "comment": found.id}))]


def whole(view: PlanComments, say: Say) -> Html:
    """The comments on the plan as a whole, which open no item."""
    found = [one for one in view.comments if view.whole.form.step(one.step) is None]
    return within(_ROOM, lambda size: lines(*(exchanges.comment(one, say, max(size, 8)) for one in found)))


def _open(view: PlanComments, step: Step, say: Say) -> Button:
    here = Go("plan.step", {"plan": view.whole.plan.id, "step": step.key})
    if step in view.left and view.whole.open:
        return Button(say("💬 Open item {n}", n=step.number), here)
    sign = "✅" if step.key in view.answered else "💬"
    return Button(f"{sign} {step.number}. {step.title(say.language)}", here)
