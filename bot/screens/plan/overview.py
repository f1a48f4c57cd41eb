"""The group's plan at a glance: which steps are answered, and how long there is time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap, number
from bot.chat.message import Button, Message, Rows, column
from bot.chat.registry import Command, command, payload
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.ids import GroupId, SubmissionId
from bot.domain.people import Role
from bot.domain.plans import PlanState
from bot.domain.rounds import Verb, may
from bot.i18n import Html, Say, bold, lines, mark, mark_plural
from bot.screens.plan.words import shut, title_of
from bot.screens.widgets.ask_button import ask_button
from bot.services import papers
from bot.services.groups import groups
from bot.services.plans import drafts, next_season, plan_view
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
    PlanState.DRAFT: mark("✍️ Being written"),
    PlanState.SUBMITTED: mark("📨 Sent. The experts are reading it"),
    PlanState.RETURNED: mark("💬 Came back with comments"),
    PlanState.APPROVED: mark("🎉 The plan has passed"),
}


@dataclass(frozen=True, slots=True)
class OverviewView:
    """A plan as a whole; without one, why there is none yet."""

    whole: PlanView | None
    others: tuple[Group, ...]  # the person's other groups
    days: int  # until the deadline
    leads: bool
    sent: tuple[SubmissionId, ...] = ()  # versions, the newest first
    reopens: bool = False  # whether the reader may let the experts decide again
    lengthens: bool = False  # and may give the group more time
    earlier: bool = False  # a plan of another season is there to begin from


class Overview(Screen[OverviewView]):
    name = "plan.overview"
    args = ("plan",)
    help: ClassVar[str] = mark("The first button leads to what is next. All is kept at once")

    def load(self, turn: Turn) -> OverviewView | Go:
        if "plan" not in turn.args:
            return self._find(turn)
        whole = plan_view.open_plan(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        mine = turn.uow.groups.of_person(turn.me)
        others = [turn.uow.groups.get(member.group) for member in mine if member.group != whole.group.id]
        days = (whole.round.deadline - turn.now).days
        leads = groups.leads(turn.uow, whole.group.id, by=turn.person)
        sent = tuple(one.id for one in turn.uow.submissions.of_plan(whole.plan.id))
        staff = Role.STAFF in turn.person.roles
        reopens = staff and may(Verb.REOPEN, whole.round.state, whole.plan.state)
        lengthens = staff and bool(whole.last) and may(Verb.LENGTHEN, whole.round.state, whole.plan.state)
        earlier = next_season.earlier(turn.uow, turn.library, whole.plan.id, by=turn.person) is not None
        known = tuple(group for group in others if group)
        return OverviewView(whole, known, days, leads, sent, reopens, lengthens, earlier)

    def _find(self, turn: Turn) -> OverviewView | Go:
        """The plan of the person's group in the open round, begun when they first look."""
        group = groups.mine(turn.uow, turn.me)
        plan = drafts.begin(turn.uow, group.id, by=turn.person, now=turn.now) if group else None
        return Go("plan.overview", {"plan": plan}) if plan else OverviewView(None, (group,) if group else (), 0, False)

    def render(self, view: OverviewView, say: Say) -> Message:
        if view.whole is None:
            return _nothing(view, say)
        asks, rows = _onward(view, view.whole, say)
        return Message(_told(view, view.whole, say), rows, asks=asks, more=_more(view, view.whole, say))

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


def _told(view: OverviewView, whole: PlanView, say: Say) -> Html:
    """Whose plan it is, in which state, and how far."""
    state = say(STATES.get(whole.plan.state, "?"))
    again = say("The experts read the plan again: {reason}", reason=whole.plan.reopened) if whole.plan.reopened else ""
    match whole.plan.state:
        case PlanState.SUBMITTED | PlanState.APPROVED:
            told = lines(state, again if whole.plan.state is PlanState.SUBMITTED else "")
        case PlanState.RETURNED if whole.plan.deadline:
            told = lines(state, say("📅 Send it again by {date}", date=say.date(say.today(whole.plan.deadline))))
        case _:
            told = lines(_deadline(view, whole, say) if whole.open else say(shut(whole)), _progress(whole, say))
    return lines(bold(title_of(whole, say)), whole.group.name if whole.title != whole.group.name else "", told)


def _deadline(view: OverviewView, whole: PlanView, say: Say) -> Html:
    date = say.day(say.today(whole.round.deadline))
    if view.days < 0:
        return say("📅 Plans were due on {date}", date=date)
    one, many = mark_plural("Plans are due on {date}. {n} day left", "Plans are due on {date}. {n} days left")
    return say.plural(one, many, view.days, date=date)


def _progress(whole: PlanView, say: Say) -> Html:
    items = len(whole.form.steps)
    answered = items - len(whole.open_steps)
    return say.plural("📝 {x} of {n} item answered", "📝 {x} of {n} items answered", items, x=answered)


def _onward(view: OverviewView, whole: PlanView, say: Say) -> tuple[Html, Rows]:
    """The one thing that is next, as a question and its buttons."""
    here = {"plan": whole.plan.id}
    comments = Button(say("💬 Open the comments"), Go("plan.comments", here))
    check = Button(say("📨 Check and send"), Go("plan.review", here))
    match whole.plan.state:
        case PlanState.APPROVED:
            return say("See the work to do?"), [[Button(say("🔨 Work to do"), Go("actions.list"))]]
        case PlanState.SUBMITTED:
            newest = Go("plan.version", {"submission": view.sent[0]}) if view.sent else Go("plan.versions", here)
            return say("Nothing to do yet. See the plan as sent?"), [[Button(say("📝 See the plan as sent"), newest)]]
        case PlanState.RETURNED:
            return say("Open the comments?"), column([comments, check if whole.open else None])
    if not whole.open:
        return say("Ask an expert?"), [[ask_button(say)]]
    if not whole.open_steps:
        return say("All items are answered. Check and send the plan?"), [[check]]
    if view.earlier and not whole.plan.revision:
        again = Button(say("📝 From our last plan"), Go("plan.again", here))
        empty = Go("plan.step", here | {"step": whole.open_steps[0].key})
        return say("Begin from your last plan?"), [[again], [Button(say("✍️ Begin with an empty plan"), empty)]]
    following = whole.open_steps[0]
    write = Go("plan.step", here | {"step": following.key})
    asks = say("Go on with item {n}: {title}?", n=following.number, title=following.title(say.language))
    return asks, [[Button(say("✍️ Go on: item {n}", n=following.number), write)], [check]]


def _more(view: OverviewView, whole: PlanView, say: Say) -> list[Button]:
    """What else can be done with a plan."""
    here: dict[str, int | str] = {"plan": whole.plan.id}
    papers = (
        Button(say("📄 PDF"), Go("paper.plan", here | {"kind": "plan"})),
        Button(say("📷 Picture"), Go("paper.plan", here | {"kind": "card"})),
    )
    comments = view.sent and whole.plan.state is not PlanState.RETURNED
    found = [
        Button(say("📝 Choose an item ({n})", n=len(whole.form.steps)), Go("plan.items", here)),
        Button(say("💬 Comments of the experts"), Go("plan.comments", here)) if comments else None,
        *(papers if whole.answers or whole.actions else ()),
        Button(say("📝 From our last plan"), Go("plan.again", here)) if view.earlier and whole.plan.revision else None,
        Button(say("✍️ Name of the plan"), Go("plan.title", here)) if whole.open else None,
        Button(say("📝 All versions ({n})", n=len(view.sent)), Go("plan.versions", here)) if view.sent else None,
        _dropped(whole, say),
        Button(say("⭐ Experts decide again"), Go("plan.reopen", here)) if view.reopens else None,
        Button(say("📅 More time to send it"), Go("plan.until", here)) if view.lengthens else None,
        *(Button(f"👥 {group.name}", Tap("other", (group.id,))) for group in view.others),
    ]
    return [button for button in found if button]


def _dropped(whole: PlanView, say: Say) -> Button | None:
    """The way to answers that a changed form does not ask for any more."""
    if not whole.dropped:
        return None
    return Button(say("📝 Earlier answers ({n})", n=len(whole.dropped)), Go("plan.dropped", {"plan": whole.plan.id}))


def _nothing(view: OverviewView, say: Say) -> Message:
    if not view.others:
        find = Button(say("👥 Find my group"), Go("welcome.province", push=True))
        return Message(say("You are not in a group yet"), [[find]], asks=say("Find your group now?"))
    learn, back = Button(say("📚 Lessons"), Go("lessons.modules")), Button(say("◀ Back"), Back())
    text = lines(bold(view.others[0].name), say("No round is open at present"))
    return Message(text, [[learn], [back]], asks=say("Read a lesson meanwhile?"))
