"""The points for one question of the score sheet, beside what the plan says and what each number means.

Where a question has many numbers, low, middle or high is chosen first; a number may also be typed.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.content.form import Step
from bot.content.rubric import Criterion
from bot.domain.incoming import Answer
from bot.domain.people import EXPERTS
from bot.domain.refused import Missing
from bot.domain.reviews import ReviewState, total
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.plan import words as plan_words
from bot.screens.review import views
from bot.screens.review.views import WHOLE, open_review
from bot.screens.widgets import levels
from bot.services.contests import contests
from bot.services.plans import versions
from bot.services.reviews import reviews
from bot.services.reviews.reviews import Review

_EXCERPT = 400  # characters of an answer beside the question that it belongs to


@dataclass(frozen=True, slots=True)
class CriterionView:
    review: Review
    criterion: Criterion
    band: int | None  # the band that was chosen
    given: int | None
    carried: bool
    points: int
    highest: int
    of: int
    before: str
    after: str
    excerpts: tuple[tuple[Step, Html], ...]


class Score(Screen[CriterionView]):
    name = "review.criterion"
    args = ("assignment", "criterion", "band")
    roles = EXPERTS
    asks = True
    help = mark("Choose the mark that fits. It is kept at once, and you can change it until you decide")

    def load(self, turn: Turn) -> CriterionView | Go:
        review = open_review(turn)
        if review.assignment.state is not ReviewState.SCORING:
            return views.closed(turn, review)
        rubric = contests.rubric_of(turn.uow, turn.library, review.submission.plan)
        criterion = rubric.criterion(turn.word("criterion"))
        if criterion is None:
            raise Missing
        keys = ["", *(item.key for item in rubric.criteria), ""]
        index = keys.index(criterion.key)
        scores = turn.uow.reviews.scores(review.assignment.id)
        return CriterionView(
            review=review,
            criterion=criterion,
            band=levels.band_of(criterion, turn.args.get("band")),
            given=scores.get(criterion.key),
            carried=criterion.key in turn.uow.reviews.carried(review.assignment.id),
            points=total(scores),
            highest=rubric.highest,
            of=len(rubric.criteria),
            before=keys[index - 1],
            after=keys[index + 1],
            excerpts=_excerpts(turn, review, criterion),
        )

    def render(self, view: CriterionView, say: Say) -> Message:
        criterion, language = view.criterion, say.language
        text = paragraphs(
            lines(say("Question {i} of {n}", i=criterion.number, n=view.of), bold(criterion.title(language))),
            *(lines(bold(f"{step.number}. {step.title(language)}"), words) for step, words in view.excerpts),
            levels.meanings(criterion, view.given, language),
            lines(
                say("This mark comes from the version before. Is it still right?") if view.carried else "",
                say("Points so far: {x} of {n}", x=view.points, n=view.highest),
            ),
        )
        return Message(text, _score_rows(view, say), asks=lines(criterion.question(language)))

    def tap_mark(self, turn: Turn, view: CriterionView) -> Go:
        return self._keep(turn, view, turn.choice())

    def on_answer(self, turn: Turn, view: CriterionView, answer: Answer) -> Go:
        return self._keep(turn, view, levels.typed(view.criterion, answer))

    def _keep(self, turn: Turn, view: CriterionView, value: int) -> Go:
        here = {"assignment": view.review.assignment.id}
        key = view.criterion.key
        reviews.score(turn.uow, turn.library, view.review.assignment.id, key, value, by=turn.person, now=turn.now)
        note = turn.say("Saved: {mark}", mark=levels.said(view.criterion, value, turn.say.language))
        rubric = contests.rubric_of(turn.uow, turn.library, view.review.submission.plan)
        missing = reviews.unscored(rubric, turn.uow.reviews.scores(view.review.assignment.id))
        keys = [one.key for one in rubric.criteria]
        onward = next((one for one in missing if keys.index(one) > keys.index(key)), next(iter(missing), ""))
        goes = Go("review.criterion", here | {"criterion": onward}, note=note)  # what has a mark is not asked again
        return goes if onward else Go("review.decide", here, note=note)

    def tap_undo(self, turn: Turn, view: CriterionView) -> Go:
        here: dict[str, int | str] = {"assignment": view.review.assignment.id, "criterion": view.criterion.key}
        reviews.unscore(turn.uow, view.review.assignment.id, view.criterion.key, by=turn.person)
        return Go(self.name, here, note=turn.say("The mark is taken back"))


def _excerpts(turn: Turn, review: Review, criterion: Criterion) -> tuple[tuple[Step, Html], ...]:
    """What the plan says at the steps that the question is about."""
    version = versions.of_submission(review.submission)
    found = [turn.library.form_of(version.form).step(key) for key in criterion.steps]
    return tuple((step, plan_words.said(step, version, turn.say, _EXCERPT)) for step in found if step)


def _score_rows(view: CriterionView, say: Say) -> list[list[Button]]:
    here: dict[str, int | str] = {"assignment": view.review.assignment.id}
    banded: dict[str, int | str] = here | {"criterion": view.criterion.key}
    beside = {key: Go("review.criterion", here | {"criterion": key}) for key in (view.before, view.after) if key}
    step = view.criterion.steps[0] if view.criterion.steps else WHOLE
    comment = Go("review.comment", here | {"step": step, "then": view.criterion.key})
    return [
        *levels.buttons(
            view.criterion, view.band, view.given, say.language, lambda band: Go(Score.name, banded | {"band": band})
        ),
        row(
            Button(say("◀ Back"), beside.get(view.before, Go("review.plan", here))),
            Button(say("Next ▶"), beside.get(view.after, Go("review.decide", here))),
        ),
        row(
            Button(say("💬 Comment"), comment),
            Button(say("↩️ Take back"), Tap("undo")) if view.given is not None else None,
        ),
        [Button(say("📖 Read the plan"), Go("review.plan", here))],
    ]
