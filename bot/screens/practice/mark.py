"""The points for one question on a plan for practice."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.content.rubric import Criterion
from bot.domain.incoming import Answer
from bot.domain.people import EXPERTS
from bot.domain.refused import Missing
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.practice import views
from bot.screens.practice.views import SampleView
from bot.screens.widgets import levels
from bot.services.contests import practice


@dataclass(frozen=True, slots=True)
class SampleMarkView:
    whole: SampleView
    criterion: Criterion
    band: int | None
    given: int | None


class SampleMark(Screen[SampleMarkView]):
    name = "practice.mark"
    args = ("round", "number", "criterion", "band")
    roles = EXPERTS
    asks = True
    help = mark("Choose the mark that fits. You can change it until you save")

    def load(self, turn: Turn) -> SampleMarkView | Go:
        view = views.sample(turn)
        criterion = view.whole.rubric.criterion(turn.word("criterion"))
        if criterion is None:
            raise Missing
        if view.done:
            return Go("practice.others", view.here)
        given = view.own.marks.get(criterion.key) if view.own else None
        return SampleMarkView(view, criterion, levels.band_of(criterion, turn.args.get("band")), given)

    def render(self, view: SampleMarkView, say: Say) -> Message:
        criterion, language, here = view.criterion, say.language, view.whole.here
        steps = [step for key in criterion.steps if (step := view.whole.form.step(key))]
        said = views.told(view.whole, steps, language)
        number = say("Question {i} of {n}", i=criterion.number, n=len(view.whole.whole.rubric.criteria))
        text = paragraphs(
            lines(number, bold(criterion.title(language))), *said, levels.meanings(criterion, view.given, language)
        )
        keys = [one.key for one in view.whole.whole.rubric.criteria]
        before = keys[keys.index(criterion.key) - 1] if criterion.number > 1 else ""
        back = Go(self.name, here | {"criterion": before}) if before else Go("practice.plan", here)
        plan = Button(say("📖 Read the plan"), Go("practice.plan", here))
        chosen = levels.buttons(
            criterion,
            view.band,
            view.given,
            language,
            lambda band: Go(self.name, here | {"criterion": criterion.key, "band": band}),
        )
        rows = [*chosen, row(Button(say("◀ Back"), back), plan)]
        return Message(text, rows, asks=lines(criterion.question(language)))

    def tap_mark(self, turn: Turn, view: SampleMarkView) -> Go:
        return self._keep(turn, view, turn.choice())

    def on_answer(self, turn: Turn, view: SampleMarkView, answer: Answer) -> Go:
        return self._keep(turn, view, levels.typed(view.criterion, answer))

    def _keep(self, turn: Turn, view: SampleMarkView, value: int) -> Go:
        whole, key = view.whole, view.criterion.key
        practice.mark(turn.uow, turn.library, whole.whole.round, whole.plan.key, key, value, by=turn.person)
        note = turn.say("Saved: {mark}", mark=levels.said(view.criterion, value, turn.say.language))
        left = [one for one in whole.missing if one != key]
        keys = [one.key for one in whole.whole.rubric.criteria]
        onward = next((one for one in left if keys.index(one) > keys.index(key)), next(iter(left), ""))
        if onward:
            return Go(self.name, whole.here | {"criterion": onward}, note=note)
        return Go("practice.plan" if whole.said else "practice.why", whole.here, note=note)
