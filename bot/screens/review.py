"""A plan comes to an expert: what waits, whether they are connected with the group, and the plan to read."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Medium, Message, column, row, shortened
from bot.chat.notice import Occasion, notice
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.domain.ids import AssignmentId
from bot.domain.plans import Plan
from bot.domain.reviews import ReviewState
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens import review_words as words
from bot.screens.review_words import EXPERTS, open_review
from bot.services import papers, reviews, snapshots, versions
from bot.services.reviews import Review

_LABEL = 24  # letters of a plan's title on a button
_SUMMARY = 120  # letters of an answer in the summary of a plan


class List(Screen[tuple[Review, ...]]):
    """What waits for the expert, and what is done."""

    name = "review.list"
    roles = EXPERTS
    help = mark("Plans that wait for your reading come first. Choose one to read it and give points")

    def load(self, turn: Turn) -> tuple[Review, ...]:
        return tuple(reviews.of_expert(turn.uow, turn.person))

    def render(self, view: tuple[Review, ...], say: Say) -> Message:
        waiting = [review for review in view if review.assignment.state is not ReviewState.DONE]
        done = [review for review in view if review.assignment.state is ReviewState.DONE]
        if not view:
            menu = Button(say("🏠 First page"), Go("home.menu"))
            return Message(say("No plan waits for you now. You will be told when one comes"), [[menu]])
        text = lines(
            bold(say("🔍 Plans to read")),
            say.plural("{n} plan waits for you", "{n} plans wait for you", len(waiting)),
            say.plural("{n} plan is done", "{n} plans are done", len(done)) if done else "",
        )
        return Message(text, column(_button(review) for review in [*waiting, *reversed(done)]))


def _button(review: Review) -> Button:
    sign = {ReviewState.ASKED: "🆕", ReviewState.DONE: "✅"}.get(review.assignment.state, "✏️")
    title = str(review.submission.content["title"])
    return Button(f"{sign} {shortened(title, _LABEL)}", Go("review.plan", {"assignment": review.assignment.id}))


@dataclass(frozen=True, slots=True)
class ConflictView:
    review: Review
    place: str
    near: tuple[str, ...]  # the expert's own groups in the same village or district
    revision: int


class Conflict(Screen[ConflictView]):
    """Is the expert connected with the group? Asked before anything is scored."""

    name = "review.conflict"
    args = ("assignment",)
    roles = EXPERTS
    help = mark("Somebody who is connected with a group does not give it points. Another expert is asked then")

    def load(self, turn: Turn) -> ConflictView | Go:
        review = open_review(turn)
        if review.assignment.state is not ReviewState.ASKED:
            return Go("review.plan", {"assignment": review.assignment.id})
        own = [turn.uow.groups.get(member.group) for member in turn.uow.groups.of_person(turn.me)]
        near = tuple(group.name for group in own if group and group.district == review.group.district)
        place = words.place(review.group, turn.library, turn.say)
        return ConflictView(review, place, near, review.assignment.revision)

    def render(self, view: ConflictView, say: Say) -> Message:
        title = str(view.review.submission.content["title"])
        near = say("⚠️ Your own group is near: {groups}", groups=say.names(view.near)) if view.near else ""
        ask = say("Are you connected with this group? (same village, relatives, helped write the plan)")
        rows = [
            [Button(say("✅ Not connected"), Tap("free"))],
            [Button(say("🙅 Connected"), Tap("connected"))],
        ]
        return Message(paragraphs(lines(bold(title), view.review.group.name, Html(view.place)), near, ask), rows)

    def tap_free(self, turn: Turn, view: ConflictView) -> Go:
        reviews.accept(turn.uow, view.review.assignment.id, turn.person)
        return Go("review.plan", {"assignment": view.review.assignment.id})

    def tap_connected(self, turn: Turn, view: ConflictView) -> Go:
        reviews.decline(turn.uow, turn.library, view.review.assignment.id, turn.person, now=turn.now)
        return Go("review.list", note=turn.say("Thank you for saying so. Another expert will be asked"))


@dataclass(frozen=True, slots=True)
class PlanView:
    review: Review
    pages: tuple[Html, ...]
    page: int
    media: int
    next_criterion: str
    scored: int
    of: int


class PlanPages(Screen[PlanView]):
    """The whole plan in chat, a page at a time, with its papers and pictures on a tap."""

    name = "review.plan"
    args = ("assignment", "page")
    roles = EXPERTS
    help = mark("Read the plan here or as a PDF. Then give points, question by question")

    def load(self, turn: Turn) -> PlanView | Go:
        review = open_review(turn)
        if review.assignment.state is ReviewState.ASKED:
            return Go("review.conflict", {"assignment": review.assignment.id})
        version, library = versions.thawed(review.submission), turn.library
        form = library.form_of(version.form)
        beside = turn.uow.wordings.of_plan(review.submission.plan)
        told = words.steps(version, form, turn.say, wordings=beside)
        blocks = [words.head(version, review.group, library, turn.say), *told]
        pages = tuple(words.pages([*blocks, words.money(version, turn.say)]))
        page = turn.args.get("page", 0)
        number = min(max(page, 0), len(pages) - 1) if isinstance(page, int) else 0
        scores = turn.uow.reviews.scores(review.assignment.id)
        missing = reviews.unscored(library, scores)
        media, of = len(snapshots.media(version.answers)), len(library.rubric.criteria)
        return PlanView(review, pages, number, media, missing[0] if missing else "", of - len(missing), of)

    def render(self, view: PlanView, say: Say) -> Message:
        here, last = {"assignment": view.review.assignment.id}, len(view.pages) - 1
        before, after = Go(self.name, here | {"page": view.page - 1}), Go(self.name, here | {"page": view.page + 1})
        rows = [
            row(
                Button(say("◀ Back"), before) if view.page else None,
                Button(say("Next ▶"), after) if view.page < last else None,
            ),
            row(
                Button(say("📄 PDF"), Go("paper.review", {"assignment": view.review.assignment.id})),
                Button(say("🖼 Pictures, voices ({n})", n=view.media), Tap("media")) if view.media else None,
            ),
            _changes(view, say),
            *_work(view, say),
            [
                Button(
                    say("🌐 Write down, translate"),
                    Go("wording.plan", {"plan": view.review.submission.plan}, push=True),
                )
            ],
            [Button(say("🔍 Plans to read"), Go("review.list"))],
        ]
        foot = say("Page {i} of {n}", i=view.page + 1, n=len(view.pages)) if last else ""
        return Message(paragraphs(view.pages[view.page], foot), rows)

    def tap_paper(self, turn: Turn, view: PlanView) -> Go:
        reviews.show_paper(turn.uow, view.review, turn.chat, turn.say.language, now=turn.now)
        return Go(self.name, dict(turn.args), fresh=True)

    def tap_media(self, turn: Turn, view: PlanView) -> Go:
        reviews.show_media(turn.uow, view.review, turn.chat, now=turn.now)
        return Go(self.name, dict(turn.args), fresh=True)


def _changes(view: PlanView, say: Say) -> list[Button]:
    """The way to what a plan that comes again says anew."""
    here = {"assignment": view.review.assignment.id}
    again = view.review.submission.version > 1
    return row(Button(say("✏️ What has changed"), Go("review.changes", here)) if again else None)


def _work(view: PlanView, say: Say) -> list[list[Button]]:
    """Points, comments, decision; only the decision once it is made."""
    here = {"assignment": view.review.assignment.id}
    decide = [Button(say("⚖️ Decision"), Go("review.decide", here))]
    if view.review.assignment.state is ReviewState.DONE:
        return [decide]
    comments = Button(say("💬 Comments"), Go("review.comments", here))
    if not view.next_criterion:
        return [decide, [comments]]
    points = say("✏️ Give points ({x} of {n})", x=view.scored, n=view.of)
    return [[Button(points, Go("review.criterion", here | {"criterion": view.next_criterion}))], [comments]]


command(Command("reviews", Go("review.list"), mark("Plans to read"), roles=EXPERTS, order=40))


# Notices -------------------------------------------------------------------------------------------------------------
def _asked(occasion: Occasion) -> Review | None:
    """The review that a notice is about, while it waits."""
    if occasion.person is None:
        return None
    found = reviews.peek(occasion.uow, AssignmentId(occasion.args["assignment"]))
    return found if found and found.assignment.state in (ReviewState.ASKED, ReviewState.SCORING) else None


@notice("review_paper", screen="review.plan")
def review_paper(occasion: Occasion) -> Message | None:
    """The PDF, before the words; people who save data get it on a tap."""
    review = _asked(occasion)
    if review is None or occasion.say.light:
        return None
    submission, language = review.submission, occasion.say.language
    recipe = papers.version_recipe(submission, "plan", language)
    name = papers.file_name(submission.plan, submission.version, "plan", language)
    text = lines(bold(str(submission.content["title"])), review.group.name)
    return Message(text, medium=Medium("document", recipe=recipe, name=name))


@notice("review_asked", screen="review.plan")
def review_asked(occasion: Occasion) -> Message | None:
    """Whose plan it is, what each step says in a line or two, and the sums."""
    if (review := _asked(occasion)) is None:
        return None
    say, library, version = occasion.say, occasion.programme.library, versions.thawed(review.submission)
    blocks = words.steps(version, library.form_of(version.form), say, letters=_SUMMARY)
    head = words.head(version, review.group, library, say)
    money = words.money(version, say)
    summary = words.pages([head, *blocks])[0]
    text = paragraphs(say("🆕 A plan has come for you to read"), summary, money)
    return Message(text, [[Button(say("🔍 Open the plan"), Go("review.plan", _here(review), push=True))]])


def _here(review: Review) -> dict[str, int]:
    return {"assignment": review.assignment.id}


@notice("review_declined")
def review_declined(occasion: Occasion) -> Message | None:
    """To staff: an expert is connected with a group; who reads instead."""
    say, plan = occasion.say, _plan(occasion)
    if plan is None:
        return None
    text = say(
        "{name} is connected with the group and does not give points: {title}",
        name=occasion.args["expert"],
        title=plan.title,
    )
    other = occasion.args["other"]
    instead = say("{name} was asked instead", name=other) if other else say("No other expert is there to ask")
    return Message(lines(text, instead))


@notice("review_nobody")
def review_nobody(occasion: Occasion) -> Message | None:
    """To staff: a plan came, and there is no expert to read it."""
    if (plan := _plan(occasion)) is None:
        return None
    return Message(occasion.say("A plan was sent, but there is no expert to read it: {title}", title=plan.title))


def _plan(occasion: Occasion) -> Plan | None:
    return occasion.uow.plans.get(occasion.args["plan"])
