"""What the first page says and asks: where the group stands, and the one thing that is next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Rows, column, row, shortened
from bot.content.lessons import Lesson
from bot.domain.groups import Group
from bot.domain.plans import Plan, PlanState, RoundState
from bot.i18n import Html, Say, safe
from bot.screens.actions import words as action_words
from bot.services.groups.progress import FollowUp, Standing
from bot.services.rounds import allowed


class Next(Enum):
    """What somebody in a group does next: the first that is true."""

    AGREE = auto()
    LATE = auto()
    COMMENTS = auto()
    RESULTS = auto()  # they are out, and not looked at yet
    FIRST = auto()  # nothing was done yet
    PLAN = auto()
    WORK = auto()
    LEARN = auto()


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group as one of its members sees it; `new`: they came in a moment ago."""

    group: Group
    new: bool
    standing: Standing
    follow_up: FollowUp | None
    asked: bool  # whether they agree to the plan, and have not answered
    version: int  # of the plan that was sent last
    last: date | None  # the day on which the plan is due
    today: date
    begun: bool  # they have opened a lesson
    lesson: Lesson | None  # to go on with
    got: Plan | None = None  # whose results are out and were not opened

    @property
    def state(self) -> PlanState | None:
        return self.standing.plan.state if self.standing.plan else None

    @property
    def open(self) -> bool:
        """Whether plans are written in the group's round."""
        return self.standing.round is not None and self.standing.round.state is RoundState.OPEN

    @property
    def next(self) -> Next:
        due = self.follow_up.next if self.follow_up else None
        writing = self.state in (None, PlanState.DRAFT) and self.open
        first = not self.begun and self.state in (None, PlanState.DRAFT) and (self.new or not self.standing.answered)
        active = self.group.state == "active"
        ways = {
            Next.AGREE: self.asked,
            Next.LATE: bool(due and due.due and due.due < self.today),
            Next.COMMENTS: self.state is PlanState.RETURNED,
            Next.RESULTS: self.got is not None,
            Next.FIRST: active and first and self.follow_up is None and self.lesson is not None,
            Next.PLAN: active and writing,
            Next.WORK: due is not None,
        }
        return next((way for way, true in ways.items() if true), Next.LEARN)


def told(view: GroupView, say: Say) -> list[Html]:
    """What stands above the question."""
    head = (
        say("🎉 You are in the group {group} now", group=view.group.name)
        if view.new
        else Html(f"👥 {safe(view.group.name)}")
    )
    match view.next:
        case Next.FIRST:
            return [head, _first(view, say)]
        case Next.LATE | Next.WORK:
            return [head, *_work(view, say)]
        case Next.AGREE | Next.COMMENTS | Next.PLAN:
            return [head, _deadline(view, say)]
        case Next.RESULTS:
            return [head, _results(view, say)]
    return [head, _waits(view, say)]


def asks(view: GroupView, say: Say) -> Html:
    """The one question."""
    standing, lesson = view.standing, view.lesson
    match view.next:
        case Next.AGREE:
            return say("The group has written its plan. Do you agree to send it?")
        case Next.LATE | Next.WORK:
            return say("How far is this work?")
        case Next.COMMENTS:
            return say("💬 The experts have read the plan and left comments. Open them?")
        case Next.RESULTS:
            return say("See points and comments?")
        case Next.FIRST:
            return say("Begin the lesson?")
        case Next.PLAN if standing.step is None:
            return say("📝 All items are answered. Check and send the plan?")
        case Next.PLAN if not standing.answered:
            return say("The plan is not begun yet. Begin now?")
        case Next.PLAN:
            assert standing.step is not None
            values = {"x": standing.answered, "k": standing.step.number}
            return say.plural(
                "📝 {x} of {n} item answered. Go on with item {k}?",
                "📝 {x} of {n} items answered. Go on with item {k}?",
                standing.items,
                **values,
            )
    if lesson is None:
        return say("Nothing to do yet. Read the lessons again?")
    return say("Nothing to do yet. Go on with lesson {n}?", n=lesson.order)


def rows(view: GroupView, say: Say) -> Rows:
    """The button that answers it, alone, and what else is near."""
    plan = view.standing.plan
    here = {"plan": plan.id} if plan else {}
    see = Button(say("📝 See the group's plan"), Go("plan.overview", here))
    match view.next:
        case Next.AGREE:
            return column([Button(say("👍 Read and answer"), Go("plan.agree", here)), see, _learn(view, say)])
        case Next.LATE | Next.WORK:
            return _work_rows(view, say)
        case Next.COMMENTS:
            return column([Button(say("💬 Open the comments"), Go("plan.comments", here)), see, _learn(view, say)])
        case Next.RESULTS:
            work = Button(say("🔨 Work to do"), Go("actions.list"))
            return column([_open_results(view, say), work if view.follow_up else see])
        case Next.FIRST:
            return column([Button(say("📚 Begin the lesson"), Tap("learn")), see])
        case Next.PLAN if not view.standing.answered:
            return column([Button(say("✍️ Begin the plan"), Tap("write")), _learn(view, say)])
        case Next.PLAN:
            return column([_write(view, say), see, _learn(view, say)])
    sent = Button(say("📝 See the plan as sent"), Go("plan.overview", here))
    return column([_lesson(view, say), (sent if view.state is PlanState.SUBMITTED else see) if plan else None])


def _first(view: GroupView, say: Say) -> Html:
    assert view.lesson is not None
    return say.plural(
        "Lesson {k} first ({n} page), then write the plan together",
        "Lesson {k} first ({n} pages), then write the plan together",
        len(view.lesson.cards),
        k=view.lesson.order,
    )


def _work(view: GroupView, say: Say) -> list[Html]:
    assert view.follow_up is not None
    due, done = view.follow_up.next, view.follow_up.done
    assert due is not None
    some = say.plural("{x} of {n} piece of work done", "{x} of {n} pieces of work done", view.follow_up.works, x=done)
    what = safe(" – ".join(word for word in (shortened(due.what, 120), due.who) if word))
    sign = "🔴 " if view.next is Next.LATE else "⏰ "
    return [some, what, Html(f"{sign}{action_words.when(due, view.today, say)}")]


def _results(view: GroupView, say: Say) -> Html:
    assert view.got is not None
    if view.got.position is None:
        return say("🏆 The results are out")
    return say("🏆 The results are out. Your group has rank {n}", n=view.got.position)


def _open_results(view: GroupView, say: Say) -> Button:
    assert view.got is not None
    return Button(say("🏆 See the results"), Go("plan.results", {"plan": view.got.id}))


def _deadline(view: GroupView, say: Say) -> Html:
    days = (view.last - view.today).days if view.last else -1
    if view.last is None or days < 0:
        return Html()
    return say.plural(
        "Plans are due on {date}. {n} day left",
        "Plans are due on {date}. {n} days left",
        days,
        date=say.day(view.last),
    )


def _waits(view: GroupView, say: Say) -> Html:
    """Why nothing is to be done but to learn."""
    if view.group.state == "proposed":
        return say("Staff are looking at the new group")
    if view.state is PlanState.SUBMITTED:
        return say("📨 Version {v} of the plan is sent. The experts are reading it", v=view.version)
    if view.follow_up is not None and view.follow_up.works:
        return say("✅ All work is done. Very good!")
    if view.state is PlanState.DRAFT:
        return say(allowed.NOT_SENT)
    return say("No round is open at present")


def _learn(view: GroupView, say: Say) -> Button | None:
    words = say("📚 Go on learning") if view.begun else say("📚 Begin the lesson")
    return Button(words, Tap("learn")) if view.lesson else None


def _lesson(view: GroupView, say: Say) -> Button:
    if view.lesson is None:
        return Button(say("📚 Lessons"), Go("lessons.modules"))
    return Button(say("📚 Go on: lesson {n}", n=view.lesson.order), Tap("learn"))


def _write(view: GroupView, say: Say) -> Button:
    plan, step = view.standing.plan, view.standing.step
    assert plan is not None
    if step is None:
        return Button(say("📨 Check and send"), Go("plan.review", {"plan": plan.id}))
    return Button(say("✍️ Go on: item {n}", n=step.number), Go("plan.step", {"plan": plan.id, "step": step.key}))


def _work_rows(view: GroupView, say: Say) -> Rows:
    assert view.follow_up is not None
    due = view.follow_up.next
    assert due is not None
    return [
        [Button(say("🔨 Open this work"), Go("actions.checkin", {"action": due.id}))],
        row(
            Button(say("🔨 All the work"), Go("actions.list")),
            Button(say("💰 Write money"), Go("money.group")),
        ),
    ]
