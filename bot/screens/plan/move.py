"""What was kept at one item and belongs to another: one tap takes it there, and another one back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat import address
from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.content.form import Step
from bot.domain.ids import PlanId
from bot.domain.plans import Part
from bot.domain.refused import Missing
from bot.i18n import Say, bold, mark, paragraphs
from bot.screens.widgets.answers import parts_words
from bot.services.plans import moves, plan_view, replaced
from bot.services.plans.plan_view import PlanView

_SHOWN = 300  # characters of what is to be moved


@dataclass(frozen=True, slots=True)
class MoveView:
    """Words of the reader's answer to one step, and the other step where they may belong."""

    whole: PlanView
    origin: Step
    goal: Step
    words: tuple[Part, ...]
    seen: int  # the revision of the answer they are part of


class Move(Screen[MoveView]):
    name = "plan.move"
    args = ("plan", "step", "goal", "seen")
    help: ClassVar[str] = mark("What you wrote goes to the other item. Nothing is lost")

    def load(self, turn: Turn) -> MoveView | Go:
        whole = plan_view.open_plan(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        origin, goal = whole.form.step(turn.word("step")), whole.form.step(turn.word("goal"))
        if origin is None or goal is None:
            raise Missing
        current = whole.answers.get(origin.key)
        if current is None or current.revision != turn.number("seen") or current.author != turn.me:
            return _open(whole, _later(origin, goal))
        before = replaced.stood_before(turn.uow, whole.plan.id, origin.key, current)
        return MoveView(whole, origin, goal, replaced.latest(current, before), current.revision)

    def render(self, view: MoveView, say: Say) -> Message:
        text = paragraphs(
            bold(view.origin.title(say.language)),
            parts_words(view.words, say, _SHOWN, step=view.origin),
        )
        asks = say("Does this belong to item {i}: {title}?", i=view.goal.number, title=view.goal.title(say.language))
        yes = Button(say("↪️ It belongs to item {i}", i=view.goal.number), Tap("go"))
        return Message(text, [[yes], [Button(say("◀ Back"), _open(view.whole, view.origin))]], asks=asks)

    def tap_go(self, turn: Turn, view: MoveView) -> Go:
        plan, origin, goal = view.whole.plan.id, view.origin, view.goal
        seen = moves.move(turn.uow, plan, origin, goal, seen=view.seen, by=turn.person, now=turn.now)
        turn.changed += [_open(view.whole, origin), _open(view.whole, goal), Go("plan.overview", {"plan": plan})]
        go = _open(view.whole, _later(origin, goal))
        note = turn.say("✅ It is in item {i} now: {title}", i=goal.number, title=goal.title(turn.say.language))
        return Go(go.screen, go.args, note=note, regrets=belongs(turn, plan, goal, origin, seen))


def belongs(turn: Turn, plan: PlanId, step: Step, goal: Step | None, seen: int) -> tuple[tuple[str, Tap], ...]:
    """The button by which what was just kept at `step` goes to `goal`; none where that is no step of words."""
    if goal is None or goal.key == step.key or goal.kind == "actions":
        return ()
    args: dict[str, int | str] = {"plan": plan, "step": step.key, "goal": goal.key, "seen": seen}
    if len(f"{Move.name}!go:{','.join(map(str, args.values()))}") > address.LIMIT:  # a form with long keys
        return ()
    label = turn.say("↪️ It belongs to item {i}", i=goal.number)
    return ((label, Tap("go", on=Go(Move.name, args))),)


def _later(one: Step, other: Step) -> Step:
    """Whoever corrects an answer goes on where she was: at the later of the two steps."""
    return max(one, other, key=lambda step: step.number)


def _open(whole: PlanView, step: Step) -> Go:
    return Go("plan.step", {"plan": whole.plan.id, "step": step.key})
