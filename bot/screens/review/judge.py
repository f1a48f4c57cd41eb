"""A reading for the decision is saved when every question has points, and a strength and a suggestion are said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.ids import AssignmentId
from bot.domain.people import EXPERTS
from bot.domain.reviews import ReviewState, Said
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.review.views import DecideView, load_decision, open_review
from bot.screens.review.words import SAID
from bot.services.contests import readings
from bot.services.reviews import decisions, reviews


@dataclass(frozen=True, slots=True)
class JudgeView:
    whole: DecideView
    unsaid: tuple[Said, ...]
    following: AssignmentId | None
    final_at: datetime | None
    revision: int

    @property
    def ready(self) -> bool:
        return not self.whole.missing and not self.unsaid


class Judge(Screen[JudgeView]):
    name = "review.judge"
    args = ("assignment",)
    roles = EXPERTS
    help = mark("Save when all is there. Others' points are shown to you once yours are in")

    def load(self, turn: Turn) -> JudgeView | Go:
        review = open_review(turn)
        here = {"assignment": review.assignment.id}
        if review.assignment.state is ReviewState.ASKED:
            return Go("review.conflict", here)
        if not reviews.deciding(review):
            return Go("review.decide", here)
        view = load_decision(turn, review)
        unsaid = readings.unsaid(turn.uow, review.assignment)
        return JudgeView(view, unsaid, reviews.following(turn.uow, by=turn.person), view.final_at, view.revision)

    def render(self, view: JudgeView, say: Say) -> Message:
        whole, here = view.whole, {"assignment": view.whole.review.assignment.id}
        head = lines(bold(whole.title), say("Points: {x} of {n}", x=whole.points, n=whole.highest))
        read = Button(say("📝 The plan"), Go("review.plan", here))
        if whole.review.assignment.state is ReviewState.DONE:
            undo = Button(say("Take it back"), Tap("undo")) if view.final_at else None
            onward = Go("review.plan", {"assignment": view.following}) if view.following else None
            others = lines(*(_other(name, points, whole.highest, say) for name, points, _ in whole.others))
            after = Button(say("⭐ Next plan"), onward) if onward else None
            return Message(lines(head, others), column([after, undo, read]), asks=say("✅ Saved. Thank you!"))
        first = whole.missing[0].key if whole.missing else ""
        points = Go("review.criterion", here | {"criterion": first})
        count = len(whole.missing)
        missing = say.plural("▫️ {n} question without points", "▫️ {n} questions without points", count)
        said = lines(*(_said(kind, kind not in view.unsaid, say) for kind in Said))
        buttons = [
            Button(say("⭐ Give the missing points"), points) if first else None,
            *(Button(say(SAID[kind]), Go("review.say", here | {"kind": kind.value})) for kind in Said),
            Button(say("✅ Save and next"), Tap("save")) if view.ready else None,
            read,
        ]
        ready = say("Save it?") if view.ready else say("What is missing?")
        return Message(lines(head, missing if count else "", said), column(_first(buttons, view)), asks=ready)

    def tap_save(self, turn: Turn, view: JudgeView) -> Go:
        assignment = view.whole.review.assignment.id
        reviews.save(turn.uow, turn.library, assignment, by=turn.person, seen=view.revision, now=turn.now)
        following = reviews.following(turn.uow, by=turn.person)
        note = turn.say("✅ Saved. You can take it back for a while")
        if following is None:
            return Go(self.name, {"assignment": assignment}, note=note)
        return Go("review.plan", {"assignment": following}, note=note)

    def tap_undo(self, turn: Turn, view: JudgeView) -> Go:
        assignment = view.whole.review.assignment.id
        decisions.take_back(turn.uow, assignment, turn.programme.rules, by=turn.person, now=turn.now)
        return Go(self.name, {"assignment": assignment}, note=turn.say("Taken back. You can change it"))


def _first(buttons: list[Button | None], view: JudgeView) -> list[Button | None]:
    """The wanted answer first."""
    return [buttons[-2], *buttons[:-2], buttons[-1]] if view.ready else buttons


def _said(kind: Said, there: bool, say: Say) -> Html:
    return lines(say("{sign} {what}", sign="✅" if there else "▫️", what=say(_KINDS[kind])))


_KINDS = {Said.STRENGTH: mark("a strength"), Said.SUGGESTION: mark("a suggestion")}


def _other(name: str, points: int, highest: int, say: Say) -> Html:
    return say("{name}: {x} of {n}", name=name, x=points, n=highest)
