"""What several pages about the plan load and share: the step that a page is about, the review, the agreement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.address import Go, Value
from bot.chat.message import shortened
from bot.chat.screen import Turn
from bot.content.form import Step
from bot.content.lessons import Lesson
from bot.domain.groups import Member
from bot.domain.ids import PlanId
from bot.domain.plans import Answer
from bot.domain.refused import Missing
from bot.domain.zones import local
from bot.i18n import Html, Say, lines
from bot.screens.plan import said
from bot.screens.plan.words import voices
from bot.services.groups import groups, members
from bot.services.plans import agreements, answers, asking, plan_view, readiness, replaced
from bot.services.plans.agreements import NAMED, Objection, Tally
from bot.services.plans.plan_view import PlanView
from bot.services.plans.readiness import Finding

DATED = ("date", "season")
SHOWN = 1500  # characters of an answer on its page; a message has room for 4,096 with all the rest


# A step ---------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class StepView:
    """A step of a plan. `revision` is the answer's: taps and answers that saw another one replace nothing."""

    whole: PlanView
    step: Step
    answer: Answer | None
    lesson: Lesson | None  # that helps
    revision: int
    waiting: bool  # an answer of this person waits for a decision
    emptied: bool  # there was an answer once, and it can be brought back
    earlier: Answer | None  # what stood here before, and comes back with one tap
    members: tuple[Member, ...]  # of the group, where people are asked for
    today: date  # where the group lives
    mine: bool  # whoever looks has answered it

    @property
    def plan(self) -> PlanId:
        return self.whole.plan.id

    @property
    def here(self) -> dict[str, Value]:
        """The arguments of the pages about this step."""
        return {"plan": self.whole.plan.id, "step": self.step.key}

    @property
    def open(self) -> bool:
        """Whether it may be answered now."""
        return self.whole.open


def load_step(turn: Turn) -> StepView:
    """The step that a page is about, for members and staff."""
    key = turn.word("step")
    whole = plan_view.open_plan(turn.uow, turn.library, turn.number("plan"), by=turn.person, step=key)
    step = whole.form.step(key)
    if step is None:
        raise Missing
    lesson = next((found for key in step.lessons if (found := turn.library.lesson(key))), None)
    answer, written = whole.answers.get(step.key), turn.uow.answers
    return StepView(
        whole,
        step,
        answer,
        lesson,
        answer.revision if answer else 0,
        waiting=written.proposal(whole.plan.id, step.key, turn.me) is not None,
        emptied=answer is None and bool(written.history(whole.plan.id, step.key)),
        earlier=replaced.comes_back(turn.uow, whole.plan.id, step, answer, now=turn.now),
        members=tuple(turn.uow.groups.members(whole.group.id)) if step.kind == "people" else (),
        today=answers.day_of(whole.group, turn.now),
        mine=answer is not None and answer.author == turn.me,
    )


def onward(view: StepView, *, note: str) -> Go:
    """The next step, or the review behind the last one; from what an expert said back to the comments."""
    if said.asked(view.whole, view.step.key):
        return Go("plan.comments", {"plan": view.plan}, note=note)
    after = view.whole.after(view.step.key)
    if after is None:
        return Go("plan.review", {"plan": view.plan}, note=note)
    return Go("plan.step", {"plan": view.plan, "step": after.key}, note=note)


def changed(turn: Turn, view: StepView) -> None:
    """What others see of this step, and of the plan as a whole, is not what it was."""
    turn.changed += [Go("plan.step", view.here), Go("plan.overview", {"plan": view.plan})]


def to(view: StepView, step: str) -> Go:
    return Go("plan.step", {"plan": view.plan, "step": step})


def saved(turn: Turn, view: StepView, *, words: str = "", voice: bool = False) -> Html:
    """That an answer is kept, and what it says where that was counted, dated or chosen."""
    item = turn.say("✅ Item {i} is saved. You can change it any day", i=view.step.number)
    if voice:
        return lines(turn.say("Your voice has arrived. It counts as the answer, no need to type"), item)
    return turn.say("✅ Item {i} is saved: {what}", i=view.step.number, what=words) if words else item


# The whole plan -------------------------------------------------------------------------------------------------------
_OBJECTIONS = 5


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The whole plan with what was found. `revision` is the plan's: nobody sends or agrees to what they did not see."""

    whole: PlanView
    findings: tuple[Finding, ...]
    tally: Tally
    leads: bool
    phoneless: int  # members whom the leader has to ask
    sending: int  # who would agree if the reader sent it: whoever sends agrees by sending
    revision: int
    asked: bool  # the members are asked about it already


def load_review(turn: Turn) -> ReviewView:
    whole = plan_view.open_plan(turn.uow, turn.library, turn.number("plan"), by=turn.person)
    tally = agreements.tally(turn.uow, whole.plan)
    return ReviewView(
        whole,
        readiness.findings(whole, turn.say.today(turn.now)),
        tally,
        groups.leads(turn.uow, whole.group.id, by=turn.person),
        len(members.phoneless(turn.uow, whole.group.id)),
        agreements.with_sender(turn.uow, whole.plan, tally, by=turn.me),
        whole.plan.revision,
        asking.asked(turn.uow, whole.plan),
    )


def ask_group(turn: Turn, view: ReviewView, page: str) -> Go:
    plan, now = view.whole.plan, turn.now
    asked = agreements.ask(turn.uow, turn.library, plan, by=turn.person, now=now)
    note = turn.say.plural("👥 {n} member is asked", "👥 {n} members are asked", asked)
    at = asking.rings_at(turn.uow, turn.library, plan, now=now)
    if not asked:
        note = turn.say("👥 Nobody else can be asked: all have answered or have no phone")
    elif at > now:
        note = turn.say(
            "👥 It is night: the members are asked at {time}", time=turn.say.clock(local(at, turn.say.zone).time())
        )
    return Go(page, {"plan": view.whole.plan.id}, note=note)


def agreeing(tally: Tally, say: Say) -> Html:
    """How many agree, and how many have to, in a line; nothing where nobody has to and nobody was asked."""
    if not tally.needed and not tally.agree:
        return Html()
    told = say.plural("👥 {x} of {n} agrees", "👥 {x} of {n} agree", tally.of, x=tally.agree)
    return say.names([told, say.plural("{n} has to", "{n} have to", tally.needed)] if tally.needed else [told])


def agreed(tally: Tally, say: Say) -> Html:
    """How many members agree and how many have to, who is waited for, and what those say who do not yet."""
    waiting = say.names([*tally.waiting[:NAMED], *(["…"] if len(tally.waiting) > NAMED else [])])
    return lines(
        voices(tally, say),
        say.plural("{n} has to", "{n} have to", tally.needed) if not tally.enough else "",
        say.plural("{n} agreed before the last change", "{n} agreed before the last change", tally.outdated)
        if tally.outdated
        else "",
        say("▫️ Not answered yet: {names}", names=waiting) if tally.waiting and tally.agree else "",
        *(_objection(one, say) for one in tally.objections[-_OBJECTIONS:]),
    )


def _objection(one: Objection, say: Say) -> Html:
    reason = shortened(one.reason, 100) or (say("Voice or picture") if one.medium else "…")
    said = say("✋ {name}: {reason}", name=one.name, reason=reason)
    before = say("(before the last change)") if one.outdated else ""
    return Html(f"{said} {before}".rstrip())
