"""What several pages about the plan load and share: the step that a page is about, the review, the agreement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.address import Go, Tap, Value
from bot.chat.message import Button, row, shortened
from bot.chat.screen import Turn
from bot.content.form import Step
from bot.content.lessons import Lesson
from bot.domain.groups import Member
from bot.domain.ids import PlanId
from bot.domain.plans import Answer
from bot.domain.refused import Missing
from bot.i18n import Html, Say, bold, lines
from bot.screens.plan import said
from bot.screens.plan.words import action_line, voices, work_lines
from bot.screens.widgets.answers import parts_words, within
from bot.services.groups import groups, members
from bot.services.plans import agreements, answers, plan_view, readiness, replaced
from bot.services.plans.agreements import NAMED, Objection, Tally
from bot.services.plans.plan_view import PlanView
from bot.services.plans.readiness import Finding

_CHANGE_ROOM = 2400  # UTF-16 units of what changed; the question and who agrees stand below
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
    answer, repository = whole.answers.get(step.key), turn.uow.plans
    return StepView(
        whole,
        step,
        answer,
        lesson,
        answer.revision if answer else 0,
        waiting=repository.proposal(whole.plan.id, step.key, turn.me) is not None,
        emptied=answer is None and bool(repository.history(whole.plan.id, step.key)),
        earlier=replaced.comes_back(turn.uow, whole.plan.id, step, answer, now=turn.now),
        members=tuple(turn.uow.groups.members(whole.group.id)) if step.kind == "people" else (),
        today=answers.day_of(whole.group, turn.now),
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
_ROOM = 1700  # UTF-16 units of the summary; what is missing and who objects have the rest of a message
_ACTIONS = 8
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
    )


def asking_button(view: ReviewView, say: Say) -> list[list[Button]]:
    """The members are asked: those with a phone by a message, the others by the leader."""
    told = Go("plan.told", {"plan": view.whole.plan.id})
    by_name = Button(say("✍️ Those without a phone ({n})", n=view.phoneless), told) if view.phoneless else None
    asks = view.tally.of > 1 and bool(view.tally.waiting) and not any(one.grave for one in view.findings)
    ask = Button(say("🙋 Ask the members"), Tap("ask")) if asks else None
    return [row(ask), row(by_name if view.leads else None)]


def ask_group(turn: Turn, view: ReviewView, page: str) -> Go:
    asked = agreements.ask(turn.uow, turn.library, view.whole.plan, by=turn.person, now=turn.now)
    note = turn.say.plural("🙋 {n} member is asked", "🙋 {n} members are asked", asked)
    if not asked:
        note = turn.say("👥 Nobody else can be asked: all have answered or have no phone")
    return Go(page, {"plan": view.whole.plan.id}, note=note)


def summary(whole: PlanView, say: Say) -> Html:
    """Every answer in short, and the actions, as long as one message allows beside other things."""
    return within(_ROOM, lambda characters: _summary(whole, say, characters))


def _summary(whole: PlanView, say: Say, characters: int) -> Html:
    told = []
    for step in whole.form.steps:
        answer = whole.answers.get(step.key)
        words = parts_words(answer.parts, say, characters, whole.wordings, step) if answer else ""
        if found := whole.filled(step):
            words = lines(work_lines(step, found, say), words)
        if step.kind == "actions":
            listed = (Html(f"• {action_line(action, say, characters)}") for action in whole.actions[:_ACTIONS])
            more = len(whole.actions) - _ACTIONS
            words = lines(words, *listed, say.plural("and {n} more", "and {n} more", more) if more > 0 else "")
        if words:
            told.append(lines(bold(f"{step.number}. {step.title(say.language)}"), words))
    return lines(*told)


def agreed(tally: Tally, say: Say) -> Html:
    """How many members agree and how many have to, who is waited for, and what those say who do not yet."""
    waiting = say.names([*tally.waiting[:NAMED], *(["…"] if len(tally.waiting) > NAMED else [])])
    return lines(
        voices(tally, say),
        say.plural("🎯 {n} has to agree before it is sent", "🎯 {n} have to agree before it is sent", tally.needed)
        if not tally.enough
        else "",
        say.plural("{n} agreed before the last change", "{n} agreed before the last change", tally.outdated)
        if tally.outdated
        else "",
        say("⏳ Not answered yet: {names}", names=waiting) if tally.waiting and tally.agree else "",
        *(_objection(one, say) for one in tally.objections[-_OBJECTIONS:]),
    )


def _objection(one: Objection, say: Say) -> Html:
    reason = shortened(one.reason, 100) or (say("🎤 Voice or picture") if one.medium else "…")
    said = say("✋ {name}: {reason}", name=one.name, reason=reason)
    before = say("(before the last change)") if one.outdated else ""
    return Html(f"{said} {before}".rstrip())
