"""What experts and staff hear of reviews."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.message import Button, Link, Medium, Message
from bot.chat.notice import Occasion, notice
from bot.domain.notices.reviews import (
    CommentFelt,
    GroupAnswered,
    PlanWaits,
    ReviewAsked,
    ReviewDeclined,
    ReviewNobody,
    ReviewPaper,
    ReviewReopened,
)
from bot.domain.plans import Plan
from bot.domain.reviews import ReviewState
from bot.i18n import Html, bold, lines
from bot.screens.review.words import felt, summary
from bot.screens.widgets import exchanges
from bot.services import papers
from bot.services.plans import versions
from bot.services.reviews import echoes, expert_chat, reviews
from bot.services.reviews.reviews import Review


def _asked(occasion: Occasion[ReviewPaper | ReviewAsked | ReviewReopened]) -> Review | None:
    """The review that a notice is about, while it waits."""
    if occasion.person is None:
        return None
    found = reviews.peek(occasion.uow, occasion.what.assignment)
    return found if found and found.assignment.state in (ReviewState.ASKED, ReviewState.SCORING) else None


@notice(ReviewPaper, screen="review.plan")
def review_paper(occasion: Occasion[ReviewPaper]) -> Message | None:
    """The PDF, which earlier versions sent before the words; now it comes on a tap."""
    review = _asked(occasion)
    if review is None or occasion.say.light:
        return None
    submission, language = review.submission, occasion.say.language
    recipe = papers.version_recipe(submission, "plan", language)
    name = papers.file_name(submission.plan, submission.version, "plan", language)
    text = lines(bold(str(submission.content["title"])), review.group.name)
    return Message(text, medium=Medium("document", recipe=recipe, name=name))


@notice(ReviewAsked, screen="review.plan")
def review_asked(occasion: Occasion[ReviewAsked]) -> Message | None:
    """The plan in eight lines, and one button; behind it all that it says, its PDF, pictures and voices."""
    if (review := _asked(occasion)) is None:
        return None
    uow, version = occasion.uow, versions.of_submission(review.submission)
    changes = versions.changes(uow, review.submission)
    text = summary(version, review.group, occasion.programme.library, changes, occasion.say)
    return Message(text, [[Button(occasion.say("⭐ Open the plan"), Go("review.plan", _here(review), push=True))]])


@notice(ReviewReopened, screen="review.decide")
def review_reopened(occasion: Occasion[ReviewReopened]) -> Message | None:
    """Staff let an expert decide again, and say why."""
    review = _asked(occasion)
    plan = occasion.uow.plans.get(review.submission.plan) if review else None
    if review is None or plan is None:
        return None
    say = occasion.say
    text = lines(bold(plan.title), say("🔁 Staff ask you to decide again: {reason}", reason=plan.reopened))
    return Message(text, [[Button(say("⭐ Open the plan"), Go("review.plan", _here(review), push=True))]])


@notice(CommentFelt, screen="review.reply")
def comment_felt(occasion: Occasion[CommentFelt]) -> Message | None:
    """The expert hears what a group says of a comment; not needed once it says something else, or is answered."""
    uow, what, say = occasion.uow, occasion.what, occasion.say
    found = echoes.peek(uow, uow.exchanges.get(what.exchange))
    if found is None or found.comment.word != what.word or found.exchange.answered_at is not None:
        return None
    title = bold(str(found.review.submission.content["title"]))
    answer = Button(say("✍️ Answer the group"), Go("review.reply", {"exchange": what.exchange}, push=True))
    return Message(lines(title, exchanges.words(found.comment, say), felt(found.comment, say)), [[answer]])


@notice(GroupAnswered, screen="review.ask")
def group_answered(occasion: Occasion[GroupAnswered]) -> Message | None:
    """The expert hears what the group answers."""
    uow, what, say = occasion.uow, occasion.what, occasion.say
    review, asked = reviews.peek(uow, what.assignment), uow.exchanges.question(what.assignment)
    if review is None or asked is None or review.assignment.state is ReviewState.DECLINED:
        return None
    title = bold(str(review.submission.content["title"]))
    open_it = Button(say("⭐ Open the plan"), Go("review.plan", _here(review), push=True))
    answer = Button(say("👥 The group's answer"), Go("review.ask", _here(review), push=True))
    return Message(lines(title, exchanges.question(asked, say)), [[open_it], [answer]])


def _here(review: Review) -> dict[str, int]:
    return {"assignment": review.assignment.id}


@notice(ReviewDeclined)
def review_declined(occasion: Occasion[ReviewDeclined]) -> Message | None:
    """To staff: an expert is connected with a group; who reads instead."""
    say, plan = occasion.say, _plan(occasion)
    if plan is None:
        return None
    text = say(
        "{name} is connected with the group and does not give points: {title}",
        name=occasion.what.expert,
        title=plan.title,
    )
    other = occasion.what.other
    instead = say("{name} was asked instead", name=other) if other else say("No other expert is there to ask")
    return Message(lines(text, instead))


@notice(ReviewNobody)
def review_nobody(occasion: Occasion[ReviewNobody]) -> Message | None:
    """To staff: a plan came, and there is no expert to read it."""
    if (plan := _plan(occasion)) is None:
        return None
    return Message(occasion.say("A plan was sent, but there is no expert to read it: {title}", title=plan.title))


def _plan(occasion: Occasion[ReviewDeclined | ReviewNobody]) -> Plan | None:
    return occasion.uow.plans.get(occasion.what.plan)


@notice(PlanWaits, screen="review.shared")
def plan_waits(occasion: Occasion[PlanWaits]) -> Message | None:
    """In the chat of the experts: nothing that is not known to all of them; the review is opened in private."""
    what, say = occasion.what, occasion.say
    found = expert_chat.shown(occasion.uow, what.submission, decides=what.decides)
    if found is None:
        return None
    submission, group, count = found
    whole = count.asked + count.reading + count.done
    head = lines(bold(str(submission.content["title"])), group.name)
    if not count.asked and not count.reading:
        return Message(head, asks=say("✅ All its readers are done"))
    begun = say("✍️ Being read, done: {x} of {n}", x=count.done, n=whole) if count.reading or count.done else Html()
    link = Link(f"https://t.me/{occasion.programme.username}?start=review-{submission.plan}")
    asks = begun or say("⭐ This plan waits for its readers")
    return Message(head, [[Button(say("⭐ Open it in private"), link)]], asks=asks)
