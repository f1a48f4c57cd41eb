"""What one question of the experts' score sheet got, the weakest first: the mark in words, and what was said to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.content.form import Step
from bot.content.rubric import ScoreLevel
from bot.domain.reviews import Comment
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.widgets import exchanges
from bot.services.reviews.judged import Mark
from bot.services.rounds import results
from bot.services.rounds.results import Results


@dataclass(frozen=True, slots=True)
class PointView:
    """One question; None behind the last one, where the comments on the whole plan stand."""

    results: Results
    index: int
    mark: Mark | None
    comments: tuple[Comment, ...]
    step: Step | None  # where the answer stands

    @property
    def more(self) -> bool:
        """Whether another page follows."""
        return self.index + 1 < len(self.results.weakest_first) + bool(self.results.judged.about(""))


class Point(Screen[PointView]):
    name = "plan.point"
    args = ("plan", "index")
    help: ClassVar[str] = mark("Each page is a question that the experts answered. What can be better comes first")

    def load(self, turn: Turn) -> PointView | Go:
        found = results.open_results(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        asked, index = found.weakest_first, turn.args.get("index", 0)
        if not found.out or not asked or not isinstance(index, int):
            return Go("plan.results", {"plan": found.whole.plan.id})
        index = min(max(index, 0), len(asked) - 1 + bool(found.judged.about("")))
        if index == len(asked):
            return PointView(found, index, None, found.judged.about(""), None)
        one = asked[index]
        steps = [step for key in one.criterion.steps if (step := found.whole.form.step(key))]
        return PointView(found, index, one, _comments(found, index), _about(found, index, steps))

    def render(self, view: PointView, say: Say) -> Message:
        spoken = [exchanges.comment(one, say) for one in view.comments]
        if view.mark is None:
            return Message(lines(bold(say("💬 On the whole plan")), *spoken), _rows(view, say))
        criterion, language = view.mark.criterion, say.language
        head = say("⭐ Question {i} of {n}", i=criterion.number, n=len(view.results.judged.marks))
        each = {one.value: one for one in view.mark.levels}.values()
        got = lines(*(_level(one, view.mark.best, say) for one in each))
        return Message(lines(head, criterion.question(language), *spoken), _rows(view, say), asks=got)


def _about(found: Results, index: int, steps: list[Step]) -> Step | None:
    """The step to look at: the one that was commented on, else the first."""
    commented = {one.step for one in _comments(found, index)}
    return next((step for step in steps if step.key in commented), steps[0] if steps else None)


def _comments(found: Results, index: int) -> tuple[Comment, ...]:
    """What was said to a question; a comment that fits several stands at the weakest."""
    asked = found.weakest_first
    before = {step for one in asked[:index] for step in one.criterion.steps}
    here = [step for step in asked[index].criterion.steps if step not in before]
    return tuple(comment for step in here for comment in found.judged.about(step))


def _level(level: ScoreLevel, best: int, say: Say) -> Html:
    """⭐ 2 of 3: good – clear and can be done."""
    label, meaning = level.label(say.language), level.meaning(say.language)
    if label == meaning:
        return say("⭐ {x} of {n}: {label}", x=level.value, n=best, label=label)
    return say("⭐ {x} of {n}: {label} – {meaning}", x=level.value, n=best, label=label, meaning=meaning)


def _rows(view: PointView, say: Say) -> list[list[Button]]:
    here = {"plan": view.results.whole.plan.id}
    see = None
    if view.step:
        at = Go("plan.step", here | {"step": view.step.key}, push=True)
        see = Button(say("📝 See item {n}", n=view.step.number), at)
    back = Go("plan.point", here | {"index": view.index - 1}) if view.index else Go("plan.results", here)
    onward = Button(say("Next ▶"), Go("plan.point", here | {"index": view.index + 1})) if view.more else None
    done = None if view.more else Button(say("🏆 Results"), Go("plan.results", here))
    return [row(onward or done), row(see, Button(say("◀ Back"), back))]
