"""The next season: whether the group begins its plan from its last one. Asked, and never done unasked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.rounds.words import title
from bot.services.plans import next_season, plan_view
from bot.services.plans.next_season import Earlier
from bot.services.plans.plan_view import PlanView
from bot.understand import assent


@dataclass(frozen=True, slots=True)
class AgainView:
    whole: PlanView
    earlier: Earlier


class Again(Screen[AgainView]):
    name = "plan.again"
    args = ("plan",)
    asks = True
    help: ClassVar[str] = mark(
        "Press, or write yes or no. All of it can still be changed, and the old plan stays as it is"
    )

    def load(self, turn: Turn) -> AgainView | Go:
        whole = plan_view.open_plan(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        earlier = next_season.earlier(turn.uow, turn.library, whole.plan.id, by=turn.person)
        return AgainView(whole, earlier) if earlier else Go("plan.overview", {"plan": whole.plan.id})

    def render(self, view: AgainView, say: Say) -> Message:
        old = view.earlier
        there = (_answers(len(old.answers), say), _work(len(old.work), say))
        both = Button(say("📝 Take all of it"), Tap("take", ("all",))) if all(there) else None
        answers = Button(say("📝 The answers"), Tap("take", ("answers",))) if old.answers else None
        work = Button(say("🔨 The work not done yet"), Tap("take", ("work",))) if old.work else None
        empty = Button(say("✍️ Begin with an empty plan"), _empty(view))
        text = lines(bold(title(old.round, say)), old.plan.title, *there)
        return Message(text, column([both, answers, work, empty]), asks=say("Begin from your last plan?"))

    def tap_take(self, turn: Turn, view: AgainView) -> Go:
        return self._take(turn, view, str(turn.value()))

    def on_answer(self, turn: Turn, view: AgainView, answer: Answer) -> Go:
        match assent.said(only_text(answer)):
            case True:
                return self._take(turn, view, "all")
            case False:
                return _empty(view)
        raise Refused("Please press a button, or write yes or no")

    def _take(self, turn: Turn, view: AgainView, way: str) -> Go:
        plan = view.whole.plan.id
        answers, work = next_season.take(turn.uow, turn.library, plan, way, by=turn.person, now=turn.now)
        turn.changed += [Go("plan.overview", {"plan": plan})]
        note = turn.say("✅ Taken over. Look through it: it was written for the last time")
        told = lines(_answers(answers, turn.say), _work(work, turn.say), note)
        return Go("plan.overview", {"plan": plan}, note=told)


def _answers(count: int, say: Say) -> Html:
    return say.plural("📝 {n} answer", "📝 {n} answers", count) if count else Html()


def _work(count: int, say: Say) -> Html:
    if not count:
        return Html()
    return say.plural("🔨 {n} piece of work not done yet", "🔨 {n} pieces of work not done yet", count)


def _empty(view: AgainView) -> Go:
    """The first item that is open, as if there were no earlier plan."""
    here = {"plan": view.whole.plan.id}
    return (
        Go("plan.step", here | {"step": view.whole.open_steps[0].key})
        if view.whole.open_steps
        else Go("plan.overview", here)
    )
