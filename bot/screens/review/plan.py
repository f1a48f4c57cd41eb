"""A submitted plan as the expert reads it, a page at a time, with its papers and pictures on a tap."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import cut_out
from bot.content.form import Form
from bot.domain.people import EXPERTS
from bot.domain.reviews import Exchange, ReviewState
from bot.i18n import Html, Say, lines, mark, paragraphs
from bot.screens.plan import words as plan_words
from bot.screens.review.views import open_review
from bot.screens.widgets import exchanges
from bot.services.contests import contests, practice
from bot.services.plans import contents, versions
from bot.services.reviews import reviews
from bot.services.reviews.reviews import Review


@dataclass(frozen=True, slots=True)
class PlanReviewView:
    review: Review
    pages: tuple[Html, ...]
    page: int
    media: int
    shown: int  # of them, that have been sent already
    next_criterion: str
    scored: int
    of: int
    asked: Exchange | None  # what the expert has asked the group


class PlanPages(Screen[PlanReviewView]):
    name = "review.plan"
    args = ("assignment", "page", "shown")
    roles = EXPERTS
    help = mark("Read the plan here or as a PDF. Then give points, question by question")

    def load(self, turn: Turn) -> PlanReviewView | Go:
        review = open_review(turn)
        if review.assignment.state is ReviewState.ASKED:
            return Go("review.conflict", {"assignment": review.assignment.id})
        if reviews.deciding(review) and (round_id := practice.before(turn.uow, review.submission.plan, turn.me)):
            return Go("practice.page", {"round": round_id})
        version, library = versions.of_submission(review.submission), turn.library
        form = library.form_of(version.form)
        beside = turn.uow.wordings.of_plan(review.submission.plan)
        agreed = plan_words.voices(version.tally, turn.say)
        told = plan_words.steps(version, form, turn.say, wordings=beside)
        blocks = [plan_words.head(version, review.group, library, turn.say), *told]
        anew = _anew(turn, review, form)
        pages = (*anew, *plan_words.pages([*blocks, plan_words.money(version, turn.say), agreed]))
        number, _ = cut_out(len(pages), turn.page, 1)
        scores = turn.uow.reviews.scores(review.assignment.id)
        rubric = contests.rubric_of(turn.uow, library, review.submission.plan)
        missing = reviews.unscored(rubric, scores)
        media, of = len(contents.media(version.answers)), len(rubric.criteria)
        shown = turn.args.get("shown", 0)
        sent = shown if isinstance(shown, int) and 0 <= shown < media else 0
        asked, given = turn.uow.exchanges.question(review.assignment.id), of - len(missing)
        if asked is not None and asked.answered_at is not None:
            pages = (*pages[:-1], lines(pages[-1], exchanges.question(asked, turn.say)))
        first = missing[0] if missing else ""
        return PlanReviewView(review, pages, number, media, sent, first, given, of, asked)

    def render(self, view: PlanReviewView, say: Say) -> Message:
        here, last = {"assignment": view.review.assignment.id}, len(view.pages) - 1
        before, after = Go(self.name, here | {"page": view.page - 1}), Go(self.name, here | {"page": view.page + 1})
        turning = row(
            Button(say("◀ Back"), before) if view.page else None,
            Button(say("Next ▶"), after) if view.page < last else None,
        )
        again = view.review.submission.version > 1  # most of it was read before: what is open comes first
        work = _work(view, say)
        rows = [
            *([*work, turning] if again else [turning]),
            row(Button(say("📄 PDF"), Go("paper.review", here)), _pictures(view, say)),
            *([] if again else work),
            [
                Button(
                    say("✍️ Write down, translate"),
                    Go("wording.plan", {"plan": view.review.submission.plan}, push=True),
                )
            ],
            [Button(say("⭐ Plans to read"), Go("review.list"))],
        ]
        foot = say("Page {i} of {n}", i=view.page + 1, n=len(view.pages)) if last else ""
        done = view.review.assignment.state is ReviewState.DONE
        ask = Html() if done else say("Read the plan, then give points")
        return Message(paragraphs(view.pages[view.page], foot), rows, asks=ask)

    def tap_paper(self, turn: Turn, view: PlanReviewView) -> Go:
        reviews.show_paper(turn.uow, view.review, turn.chat, turn.say.language, now=turn.now)
        return Go(self.name, dict(turn.args), fresh=True)

    def tap_media(self, turn: Turn, view: PlanReviewView) -> Go:
        sent = reviews.show_media(turn.uow, view.review, view.shown, turn.chat, now=turn.now)
        here: dict[str, int | str] = {"assignment": view.review.assignment.id}
        here |= {"page": view.page} if view.page or sent < view.media else {}
        return Go(self.name, here | ({"shown": sent} if sent < view.media else {}), fresh=True)


def _anew(turn: Turn, review: Review, form: Form) -> tuple[Html, ...]:
    """What a plan that comes again says that the version before it did not: it stands before everything else."""
    if review.submission.version == 1:
        return ()
    return (
        plan_words.version_changed(
            review.submission.version, versions.changes(turn.uow, review.submission), form, turn.say
        ),
    )


def _pictures(view: PlanReviewView, say: Say) -> Button | None:
    if view.shown:
        return Button(say("📷 More of them ({n})", n=view.media - view.shown), Tap("media"))
    return Button(say("📷 Pictures, voices ({n})", n=view.media), Tap("media")) if view.media else None


def _work(view: PlanReviewView, say: Say) -> list[list[Button]]:
    """Points, comments, decision; only the decision once it is made."""
    here = {"assignment": view.review.assignment.id}
    deciding = reviews.deciding(view.review)
    label = say("✅ Finish") if deciding else say("⚖️ Decision")
    decide = [Button(label, Go("review.judge" if deciding else "review.decide", here))]
    if view.review.assignment.state is ReviewState.DONE:
        return [decide]
    answered = view.asked is not None and view.asked.answered_at is not None
    label = say("👥 The group's answer") if answered else say("❓ Ask the group")
    comments = Button(say("💬 Comments"), Go("review.comments", here)), Button(label, Go("review.ask", here))
    if not view.next_criterion:
        return [decide, [*comments]]
    points = say("✍️ Give points ({x} of {n})", x=view.scored, n=view.of)
    return [[Button(points, Go("review.criterion", here | {"criterion": view.next_criterion}))], [*comments]]
