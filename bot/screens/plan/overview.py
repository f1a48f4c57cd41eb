"""The group's plan at a glance: which steps are answered, and how long there is time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap, number
from bot.chat.message import Button, Message, column, grid, row
from bot.chat.registry import Command, command, payload
from bot.chat.screen import Screen, Turn
from bot.content.form import Step
from bot.domain.groups import Group
from bot.domain.ids import GroupId
from bot.domain.people import Role
from bot.domain.plans import PlanState
from bot.domain.rounds import Verb, may
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.plan.words import shut
from bot.screens.widgets.ask_button import ask_button
from bot.services import papers
from bot.services.groups import groups
from bot.services.plans import drafts, plan_view
from bot.services.plans.plan_view import PlanView

command(Command("plan", Go("plan.overview"), mark("The group's plan"), order=30, groups=True))


def _linked(rest: str) -> Go:
    """p-7 opens a plan, p-7-problem one of its steps."""
    first, _, step = rest.partition("-")
    if not (plan := number(first)):
        return Go("plan.overview")
    return Go("plan.step", {"plan": plan, "step": step}) if step else Go("plan.overview", {"plan": plan})


payload("p", _linked)
STATES = {
    PlanState.DRAFT: mark("✏️ Being written"),
    PlanState.SUBMITTED: mark("📨 Sent. The experts are reading it"),
    PlanState.RETURNED: mark("↩️ Came back with comments"),
    PlanState.APPROVED: mark("🎉 The plan has passed"),
}


@dataclass(frozen=True, slots=True)
class OverviewView:
    """A plan as a whole; without one, why there is none yet."""

    whole: PlanView | None
    others: tuple[Group, ...]  # the person's other groups
    days: int  # until the deadline
    leads: bool
    sent: int = 0  # versions
    reopens: bool = False  # whether the reader may let the experts decide again
    lengthens: bool = False  # and may give the group more time


class Overview(Screen[OverviewView]):
    name = "plan.overview"
    args = ("plan",)
    help: ClassVar[str] = mark("Choose an item to answer it. ✅ is answered, ▫️ is still open. All is kept at once")

    def load(self, turn: Turn) -> OverviewView | Go:
        if "plan" not in turn.args:
            return self._find(turn)
        whole = plan_view.open_plan(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        mine = turn.uow.groups.of_person(turn.me)
        others = [turn.uow.groups.get(member.group) for member in mine if member.group != whole.group.id]
        days = (whole.round.deadline - turn.now).days
        leads = groups.leads(turn.uow, whole.group.id, by=turn.person)
        sent = len(turn.uow.plans.submissions(whole.plan.id))
        staff = Role.STAFF in turn.person.roles
        reopens = staff and may(Verb.REOPEN, whole.round.state, whole.plan.state)
        lengthens = staff and bool(whole.last) and may(Verb.LENGTHEN, whole.round.state, whole.plan.state)
        return OverviewView(whole, tuple(group for group in others if group), days, leads, sent, reopens, lengthens)

    def _find(self, turn: Turn) -> OverviewView | Go:
        """The plan of the person's group in the open round, begun when they first look."""
        group = groups.mine(turn.uow, turn.me)
        plan = drafts.begin(turn.uow, group.id, by=turn.person, now=turn.now) if group else None
        return Go("plan.overview", {"plan": plan}) if plan else OverviewView(None, (group,) if group else (), 0, False)

    def render(self, view: OverviewView, say: Say) -> Message:
        if view.whole is None:
            return _nothing(view, say)
        whole = view.whole
        here: dict[str, int | str] = {"plan": whole.plan.id}
        return Message(
            paragraphs(
                lines(bold(whole.title), whole.group.name if whole.title != whole.group.name else ""),
                lines(_state(view, say), self._progress(whole, say)),
                self._list(whole, say),
            ),
            [
                *self._onward(view, say),
                *grid([_step(whole, number) for number in range(len(whole.form.steps))], 4),
                row(
                    Button(say("📄 PDF"), Go("paper.plan", here | {"kind": "plan"})),
                    Button(say("🖼 Picture"), Go("paper.plan", here | {"kind": "card"})),
                ),
                row(
                    Button(say("✏️ Name"), Go("plan.title", here)) if whole.open else None,
                    _dropped(whole, say),
                ),
                row(Button(say("🗂 All versions ({n})", n=view.sent), Go("plan.versions", here)) if view.sent else None),
                row(Button(say("🔁 Experts decide again"), Go("plan.reopen", here)) if view.reopens else None),
                row(Button(say("📅 More time to send it"), Go("plan.until", here)) if view.lengthens else None),
                *column(Button(f"👥 {group.name}", Tap("other", (group.id,))) for group in view.others),
            ],
        )

    def _progress(self, whole: PlanView, say: Say) -> Html:
        answered = len(whole.form.steps) - len(whole.open_steps)
        return say.plural(
            "📝 Plan: {x} of {n} item answered", "📝 Plan: {x} of {n} items answered", len(whole.form.steps), x=answered
        )

    def _list(self, whole: PlanView, say: Say) -> Html:
        return lines(*(f"{_sign(whole, one)} {one.number}. {one.title(say.language)}" for one in whole.form.steps))

    def _onward(self, view: OverviewView, say: Say) -> list[list[Button]]:
        """The one thing that is to be done next, first."""
        assert view.whole is not None
        whole, here = view.whole, {"plan": view.whole.plan.id}
        if whole.plan.state is PlanState.APPROVED:
            return [[Button(say("🔨 Work to do"), Go("actions.list"))]]
        comments = Button(say("💬 Comments of the experts"), Go("plan.comments", here))
        if not whole.open:
            return [[ask_button(say)]] if whole.plan.state is PlanState.DRAFT else []
        following = whole.open_steps[0] if whole.open_steps else None
        write = Go("plan.step", here | {"step": following.key}) if following else None
        return column(
            [
                comments if whole.plan.state is PlanState.RETURNED else None,
                Button(say("✍️ Go on: item {n}", n=following.number), write) if following and write else None,
                Button(say("🔎 Check and send"), Go("plan.review", here)),
            ]
        )

    def tap_paper(self, turn: Turn, view: OverviewView) -> Go | None:
        """A button of earlier days: the language was chosen with it."""
        return self._send(turn, view, "plan", str(turn.value()))

    def tap_card(self, turn: Turn, view: OverviewView) -> Go | None:
        return self._send(turn, view, "card", turn.say.language)

    def _send(self, turn: Turn, view: OverviewView, kind: str, language: str) -> Go | None:
        if view.whole is None:
            return None
        papers.send(turn.uow, view.whole.plan, kind, language, chat=turn.chat, person=turn.me, now=turn.now)
        return Go("plan.overview", {"plan": view.whole.plan.id}, note=turn.say("📄 It is on its way"))

    def tap_other(self, turn: Turn, view: OverviewView) -> Go:
        plan = drafts.begin(turn.uow, GroupId(turn.choice()), by=turn.person, now=turn.now)
        return Go("plan.overview", {"plan": plan} if plan else {})


def _step(whole: PlanView, index: int) -> Button:
    step = whole.form.steps[index]
    return Button(f"{_sign(whole, step)} {step.number}", Go("plan.step", {"plan": whole.plan.id, "step": step.key}))


def _dropped(whole: PlanView, say: Say) -> Button | None:
    """The way to answers that a changed form does not ask for any more."""
    if not whole.dropped:
        return None
    return Button(say("📎 Earlier answers ({n})", n=len(whole.dropped)), Go("plan.dropped", {"plan": whole.plan.id}))


def _sign(whole: PlanView, step: Step) -> str:
    return "✅" if whole.done(step) else "▫️"


def _state(view: OverviewView, say: Say) -> Html:
    assert view.whole is not None
    whole = view.whole
    state = say(STATES.get(whole.plan.state, "?"))
    if whole.plan.state is PlanState.RETURNED and whole.last:
        last = say("⏰ Send it again by {date}", date=say.date(say.today(whole.last)))
        return lines(state, last)
    if whole.plan.state is not PlanState.DRAFT:
        again = say("🔁 The experts read the plan again: {reason}", reason=whole.plan.reopened)
        return lines(state, again if whole.plan.reopened else "")
    if not whole.open:
        return say(shut(whole))
    date = say.date(say.today(whole.round.deadline))
    if view.days < 0:
        return lines(state, say("⏰ Plans were due on {date}", date=date))
    return lines(
        state,
        say.plural(
            "Plans are due on {date}. {n} day left", "Plans are due on {date}. {n} days left", view.days, date=date
        ),
    )


def _nothing(view: OverviewView, say: Say) -> Message:
    if not view.others:
        text = say("You are not in a group yet")
        return Message(text, [[Button(say("🔎 Find my group"), Go("welcome.province", push=True))]])
    text = lines(bold(view.others[0].name), say("No round is open at present"))
    return Message(text, column([Button(say("📚 Lessons"), Go("lessons.modules")), Button(say("◀ Back"), Back())]))
