"""Friendly words about what rests, each with a button that opens the very place."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.notice import Occasion, notice
from bot.content.form import Step
from bot.domain.notices.nudges import NudgeAgreement, NudgeDraft, NudgeLesson, NudgeReviews, NudgeStaff
from bot.domain.plans import Plan
from bot.domain.reviews import ReviewState
from bot.domain.rounds import Verb
from bot.i18n import Html, Say, bold, lines
from bot.services.plans import agreements
from bot.services.reviews import reviews
from bot.services.reviews.reviews import Review
from bot.services.rounds import allowed

_LISTED = 10  # reviews of one message
_DECIDED = (ReviewState.DONE, ReviewState.DECLINED)


@notice(NudgeLesson, screen="lessons.card")
def lesson(occasion: Occasion[NudgeLesson]) -> Message | None:
    """To whoever began a lesson and left it; the card opens where they stopped."""
    found = occasion.programme.library.lesson(occasion.what.lesson)
    if found is None or occasion.person is None:
        return None
    reading = occasion.uow.lessons.readings(occasion.person.id).get(found.key)
    if reading is None or reading.finished_at or reading.card != occasion.what.card:
        return None
    say = occasion.say
    text = say("📚 The lesson “{title}” waits for you. A few cards are left", title=found.title(say.language))
    go = Go("lessons.card", {"lesson": found.key, "card": reading.card}, push=True)
    return Message(text, [[Button(say("▶ Go on"), go)]])


@notice(NudgeDraft, screen="plan.overview")
def draft(occasion: Occasion[NudgeDraft]) -> Message | None:
    """To the leader of a group whose plan rests; the first step without an answer opens."""
    plan = _plan(occasion)
    if plan is None:
        return None
    say, step = occasion.say, _first_empty(occasion, plan)
    if step is None:
        text = say("📝 All items of the group's plan are answered. Look at it once more, then send it")
        return Message(text, [[Button(say("📝 The group's plan"), Go("plan.overview", {"plan": plan.id}, push=True))]])
    following = say("Next is item {i}: {title}", i=step.number, title=step.title(say.language))
    text = lines(say("📝 The group's plan is resting. Nothing is lost"), following)
    return Message(text, [[Button(say("▶ Go on"), _opens(plan, step))]])


def _opens(plan: Plan, step: Step) -> Go:
    if step.kind == "actions":
        return Go("plan.actions", {"plan": plan.id}, push=True)
    return Go("plan.step", {"plan": plan.id, "step": step.key}, push=True)


def _first_empty(occasion: Occasion[NudgeDraft], plan: Plan) -> Step | None:
    round_ = occasion.uow.rounds.get(plan.round)
    library, written = occasion.programme.library, occasion.uow.answers.of_plan(plan.id)
    form = library.form_of(round_.form_version) if round_ else library.form
    actions = occasion.uow.actions.of_plan(plan.id)
    empty = (step for step in form.steps if not (actions if step.kind == "actions" else step.key in written))
    return next(empty, None)


@notice(NudgeAgreement, screen="plan.agree")
def agreement(occasion: Occasion[NudgeAgreement]) -> Message | None:
    """To a member who has not said yet whether they agree."""
    plan = _plan(occasion)
    if plan is None or occasion.person is None:
        return None
    said = agreements.voice(occasion.uow, plan, occasion.person.id)
    if said is not None and said.revision == plan.revision:
        return None
    say = occasion.say
    text = say("🤝 The group waits for your word: do you agree to send the plan?")
    return Message(
        lines(bold(plan.title), text), [[Button(say("📖 Open"), Go("plan.agree", {"plan": plan.id}, push=True))]]
    )


def _plan(occasion: Occasion[NudgeDraft | NudgeAgreement]) -> Plan | None:
    """The plan that rests, None when somebody wrote since or it is sent."""
    found = occasion.uow.plans.get(occasion.what.plan)
    return (
        found
        if found and allowed.may(occasion.uow, Verb.WRITE, found) and found.revision == occasion.what.revision
        else None
    )


@notice(NudgeReviews, screen="review.list")
def waiting(occasion: Occasion[NudgeReviews]) -> Message | None:
    """To an expert: these reviews wait."""
    found = _reviews(occasion)
    if not found:
        return None
    say = occasion.say
    n = say.plural("⭐ {n} plan waits for your review:", "⭐ {n} plans wait for your review:", len(found))
    opens = [[Button(say("⭐ Reviews"), Go("review.list", push=True))]]
    return Message(lines(n, *(review.group.name for review in found[:_LISTED])), opens)


@notice(NudgeStaff, screen="home.menu")
def overdue(occasion: Occasion[NudgeStaff]) -> Message | None:
    """To staff: these experts have not decided yet."""
    found = _reviews(occasion)
    return Message(_experts(occasion, found, occasion.say)) if found else None


def _experts(occasion: Occasion[NudgeStaff], found: list[Review], say: Say) -> Html:
    head = say.plural("⭐ {n} review is overdue:", "⭐ {n} reviews are overdue:", len(found))
    name = occasion.uow.people.name
    return lines(head, *(f"{name(review.assignment.expert)} – {review.group.name}" for review in found[:_LISTED]))


def _reviews(occasion: Occasion[NudgeReviews | NudgeStaff]) -> list[Review]:
    """Those of the notice that still wait."""
    found = (reviews.peek(occasion.uow, key) for key in occasion.what.reviews)
    waiting = [review for review in found if review and review.assignment.state not in _DECIDED]
    return [review for review in waiting if reviews.may_read(occasion.uow, review.assignment)]  # else it is over
