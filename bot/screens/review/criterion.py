"""The points for one question of the score sheet, beside what the plan says and what each number means.

Where a question has many numbers, low, middle or high is chosen first; a number may also be typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, grid, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.content.form import Step
from bot.content.rubric import Criterion, ScoreLevel
from bot.domain.incoming import Answer
from bot.domain.people import EXPERTS
from bot.domain.refused import Missing, Refused
from bot.domain.reviews import ReviewState, total
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.plan import words as plan_words
from bot.screens.review import views
from bot.screens.review.views import WHOLE, open_review
from bot.services.contests import contests
from bot.services.plans import versions
from bot.services.reviews import reviews
from bot.services.reviews.reviews import Review
from bot.understand import numbers

_EXCERPT = 400  # characters of an answer beside the question that it belongs to


@dataclass(frozen=True, slots=True)
class CriterionView:
    review: Review
    criterion: Criterion
    levels: tuple[ScoreLevel, ...]  # those to choose from; where there are many, the first of each band
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
        band = _band_of(criterion, turn.args.get("band"))
        keys = ["", *(item.key for item in rubric.criteria), ""]
        index = keys.index(criterion.key)
        scores = turn.uow.reviews.scores(review.assignment.id)
        return CriterionView(
            review=review,
            criterion=criterion,
            levels=_offered(criterion, band),
            band=band,
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
            lines(*_meanings(view, language)),
            lines(
                say("This mark comes from the version before. Is it still right?") if view.carried else "",
                say("Points so far: {x} of {n}", x=view.points, n=view.highest),
            ),
        )
        return Message(text, _score_rows(view, say), asks=lines(criterion.question(language)))

    def tap_mark(self, turn: Turn, view: CriterionView) -> Go:
        return self._keep(turn, view, turn.choice())

    def on_answer(self, turn: Turn, view: CriterionView, answer: Answer) -> Go:
        found = numbers.read(only_text(answer))
        best = view.criterion.best
        if not isinstance(found, Decimal) or not 0 <= found <= best or found % 1:
            raise Refused("Please choose a mark, or write a number from 0 to {n}", n=best)
        return self._keep(turn, view, round(found))

    def _keep(self, turn: Turn, view: CriterionView, value: int) -> Go:
        here = {"assignment": view.review.assignment.id}
        key = view.criterion.key
        reviews.score(turn.uow, turn.library, view.review.assignment.id, key, value, by=turn.person, now=turn.now)
        given = view.criterion.level(value)
        label = f"{value} – {given.label(turn.say.language)}" if given else str(value)
        note = turn.say("Saved: {mark}", mark=label)
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


def _band_of(criterion: Criterion, written: object) -> int | None:
    """The band that a page's argument names."""
    fits = criterion.banded and isinstance(written, int) and 0 <= written < len(criterion.bands())
    return written if fits and isinstance(written, int) else None


def _offered(criterion: Criterion, band: int | None) -> tuple[ScoreLevel, ...]:
    """The numbers to choose from: all; where those are many, of the chosen band, or the lowest of each."""
    bands = criterion.bands()
    if not criterion.banded:
        return criterion.levels
    return tuple(one[0] for one in bands) if band is None else bands[band]


def _meanings(view: CriterionView, language: str) -> list[Html]:
    """Each number and what it means, or each band."""
    if not view.criterion.banded:
        return [_meaning(item, item.value == view.given, language) for item in view.levels]
    return [_band(band, view.given, language) for band in view.criterion.bands()]


def _band(band: tuple[ScoreLevel, ...], given: int | None, language: str) -> Html:
    first, last = band[0], band[-1].value
    text = f"{first.value}–{last} – {first.label(language)}: {first.meaning(language)}"
    return bold(f"✔ {given} – {first.label(language)}") if given in range(first.value, last + 1) else lines(text)


def _meaning(item: ScoreLevel, given: bool, language: str) -> Html:
    label, meaning = item.label(language), item.meaning(language)
    text = f"{item.value} – {label}" if label == meaning else f"{item.value} – {label}: {meaning}"
    return bold(f"✔ {text}") if given else lines(text)


def _tick(item: ScoreLevel, view: CriterionView) -> str:
    return "✔ " if item.value == view.given else ""


def _number(item: ScoreLevel, view: CriterionView) -> Button:
    return Button(f"{_tick(item, view)}{item.value}", Tap("mark", (item.value,)))


def _of_bands(view: CriterionView, say: Say) -> list[Button]:
    here: dict[str, int | str] = {"assignment": view.review.assignment.id, "criterion": view.criterion.key}
    return [
        Button(band[0].label(say.language), Go("review.criterion", here | {"band": index}))
        for index, band in enumerate(view.criterion.bands())
    ]


def _score_rows(view: CriterionView, say: Say) -> list[list[Button]]:
    here = {"assignment": view.review.assignment.id}
    buttons = [
        Button(f"{_tick(item, view)}{item.value} – {item.label(say.language)}", Tap("mark", (item.value,)))
        for item in view.levels
    ]
    if view.criterion.banded:
        buttons = _of_bands(view, say) if view.band is None else [_number(item, view) for item in view.levels]
    beside = {key: Go("review.criterion", here | {"criterion": key}) for key in (view.before, view.after) if key}
    step = view.criterion.steps[0] if view.criterion.steps else WHOLE
    comment = Go("review.comment", here | {"step": step, "then": view.criterion.key})
    return [
        *grid(buttons, 3 if view.criterion.banded else 2),
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
