"""A plan on paper is asked for: in which language – and it comes, as PDF or as a picture for the group chat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, Rows
from bot.chat.screen import Screen, Turn
from bot.chat.typed import meant
from bot.domain.ids import AssignmentId
from bot.domain.incoming import Answer
from bot.domain.people import EXPERTS
from bot.domain.refused import Missing, Refused, Stale
from bot.i18n import LANGUAGES, Say, bold, lines, mark
from bot.services import papers
from bot.services.plans import plan_view
from bot.services.plans.plan_view import PlanView
from bot.services.reviews import reviews
from bot.services.reviews.reviews import Review

_KINDS = {
    "plan": mark("📄 The plan as PDF, 0.5 MB at most"),
    "card": mark("📷 The plan as a picture, 0.1 MB at most"),
}
_ON_ITS_WAY = mark("📄 It is on its way")


@dataclass(frozen=True, slots=True)
class PaperView:
    """The plan that is asked for, as what."""

    whole: PlanView
    kind: str


class PlanPaper(Screen[PaperView]):
    """For the group's members and staff."""

    name = "paper.plan"
    args = ("plan", "kind")
    asks = True
    help: ClassVar[str] = mark("Choose the language of the paper. Answers stay as they were given")

    def load(self, turn: Turn) -> PaperView:
        whole, kind = (
            plan_view.open_plan(turn.uow, turn.library, turn.number("plan"), by=turn.person),
            turn.word("kind"),
        )
        if kind not in _KINDS:
            raise Missing
        return PaperView(whole, kind)

    def render(self, view: PaperView, say: Say) -> Message:
        here = {"plan": view.whole.plan.id}
        rows = [*_choices(say), [Button(say("◀ Back"), Go("plan.overview", here))]]
        help_ = Button(say("✍️ Write down, translate"), Go("wording.plan", here, push=True))
        return _asked(view.whole.title, view.kind, rows, say, more=[help_])

    def tap_send(self, turn: Turn, view: PaperView) -> Go:
        return self._send(turn, view, str(turn.value()))

    def on_answer(self, turn: Turn, view: PaperView, answer: Answer) -> Go:
        return self._send(turn, view, _named(turn, answer))

    def _send(self, turn: Turn, view: PaperView, language: str) -> Go:
        _check(language)
        plan = view.whole.plan
        papers.send(turn.uow, plan, view.kind, language, chat=turn.chat, person=turn.me, now=turn.now)
        return Go("plan.overview", {"plan": plan.id}, note=turn.say(_ON_ITS_WAY))


class ReviewPaper(Screen[Review]):
    """For the expert who reads a version."""

    name = "paper.review"
    args = ("assignment",)
    roles = EXPERTS
    asks = True
    help: ClassVar[str] = mark("Choose the language of the paper. Answers stay as they were given")

    def load(self, turn: Turn) -> Review:
        return reviews.open_review(turn.uow, AssignmentId(turn.number("assignment")), by=turn.person)

    def render(self, view: Review, say: Say) -> Message:
        back = Button(say("◀ Back"), Go("review.plan", {"assignment": view.assignment.id}))
        return _asked(str(view.submission.content["title"]), "plan", [*_choices(say), [back]], say)

    def tap_send(self, turn: Turn, view: Review) -> Go:
        return self._send(turn, view, str(turn.value()))

    def on_answer(self, turn: Turn, view: Review, answer: Answer) -> Go:
        return self._send(turn, view, _named(turn, answer))

    def _send(self, turn: Turn, view: Review, language: str) -> Go:
        _check(language)
        reviews.show_paper(turn.uow, view, turn.chat, language, now=turn.now)
        return Go("review.plan", {"assignment": view.assignment.id}, note=turn.say(_ON_ITS_WAY))


def _asked(title: str, kind: str, rows: Rows, say: Say, more: Sequence[Button] = ()) -> Message:
    text = lines(bold(title), say(_KINDS[kind]), say("Answers stay as they were given"))
    return Message(text, rows, asks=say("In which language?"), more=more)


def _languages() -> Iterator[tuple[str, str]]:
    """(what stands on the button, language): each alone, then Lao and English side by side."""
    yield from ((name, code) for code, name in LANGUAGES.items())
    yield " + ".join(LANGUAGES[code] for code in ("lo", "en")), papers.BOTH


def _choices(say: Say) -> Rows:
    return [[Button(f"📄 {name}", Tap("send", (language,)))] for name, language in _languages()]


def _named(turn: Turn, answer: Answer) -> str:
    """The language that somebody typed instead of tapping."""
    found = meant(answer, _languages())
    if found is None:
        raise Refused("Sorry, this is not understood yet. Choose a button below")
    return found


def _check(language: str) -> None:
    if language not in dict(_languages()).values():
        raise Stale
