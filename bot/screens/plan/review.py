"""Before a plan is sent: what it lacks, else the last question before a version is frozen."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, Rows, column
from bot.chat.screen import Screen, Turn
from bot.content.form import Step
from bot.domain.plans import PlanState
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.plan.views import ReviewView, agreeing, ask_group, load_review
from bot.screens.plan.words import shut, title_of
from bot.services import papers
from bot.services.plans import submissions
from bot.services.plans.plan_view import PlanView

_ITEMS = 3  # on buttons


class Review(Screen[ReviewView]):
    name = "plan.review"
    args = ("plan",)
    help: ClassVar[str] = mark("See what is still missing, ask the members, then send the plan to the experts")

    def load(self, turn: Turn) -> ReviewView | Go:
        view = load_review(turn)
        if turn.seen is not None and view.whole.plan.state is PlanState.SUBMITTED:
            sent = turn.uow.submissions.latest(view.whole.plan.id)
            if sent is not None:  # the second half of a double tap leaves the joy where it is
                return Go("plan.sent", {"submission": sent.id})
        return view

    def render(self, view: ReviewView, say: Say) -> Message:
        whole = view.whole
        told = lines(bold(title_of(whole, say)), _progress(whole, say))
        if not whole.open:
            see = Button(say("📝 See the group's plan"), Go("plan.overview", {"plan": whole.plan.id}))
            return Message(told, [[see]], asks=say(shut(whole)), more=_more(view, say))
        grave = [one.step for one in view.findings if one.grave]
        if grave:
            return _missing(view, grave, told, say)
        asks, rows = _send(view, say)
        return Message(lines(told, agreeing(view.tally, say)), rows, asks=asks, more=_more(view, say))

    def tap_ask(self, turn: Turn, view: ReviewView) -> Go:
        return ask_group(turn, view, self.name)

    def tap_send(self, turn: Turn, view: ReviewView) -> Go:
        plan, at = view.whole.plan.id, turn.incoming.at
        submission = submissions.submit(turn.uow, turn.library, plan, by=turn.person, at=at, now=turn.now)
        frozen = turn.uow.submissions.get(submission)
        if frozen is not None and not turn.say.light:
            language = turn.say.language
            papers.send_version(turn.uow, frozen, "card", language, chat=turn.chat, person=turn.me, now=turn.now)
        return Go("plan.sent", {"submission": submission}, fresh=True)


def _progress(whole: PlanView, say: Say) -> Html:
    """How much of the plan is there, in a line or two."""
    items, works = len(whole.form.steps), len(whole.actions)
    answered = items - len(whole.open_steps)
    sign = "✅ " if not whole.open_steps else ""
    told = say.plural("{x} of {n} item answered", "{x} of {n} items answered", items, x=answered)
    work = say.plural("{n} piece of work", "{n} pieces of work", works)
    return Html(f"{sign}{say.names([told, work, say.money(whole.costs.total)])}")


def _missing(view: ReviewView, grave: list[Step], told: Html, say: Say) -> Message:
    """What has to be answered before the plan can be sent."""
    numbers = say.names(step.number for step in grave)
    lost = say.plural(
        "Nothing is lost. Item {items} is still missing",
        "Nothing is lost. Items {items} are still missing",
        len(grave),
        items=numbers,
    )
    here = {"plan": view.whole.plan.id}
    opened = column(
        Button(say("✍️ Answer item {n}", n=step.number), Go("plan.step", here | {"step": step.key}))
        for step in grave[:_ITEMS]
    )
    asks = say("Answer item {n} now?", n=grave[0].number)
    return Message(lines(told, lost), opened, asks=asks, more=_more(view, say))


def _send(view: ReviewView, say: Say) -> tuple[Html, Rows]:
    """The last question before a version is frozen; while too few agree, who is still to be asked."""
    not_yet = [Button(say("✋ Do not send yet"), Go("plan.overview", {"plan": view.whole.plan.id}))]
    ask = Button(say("👥 Ask the members"), Tap("ask"))
    if view.sending < view.tally.needed and view.asked:
        return say("You will be told when enough agree"), _waiting(view, say)
    if view.sending < view.tally.needed:
        return say("Ask the members first?"), [[ask], not_yet]
    if not view.leads:
        return say("The group leader sends the plan. Ask the members whether they agree?"), [[ask], not_yet]
    asks = say("Once sent, this version cannot be changed. Send it now?")
    return asks, [[Button(say("📨 Send the plan"), Tap("send"))], not_yet]


def _waiting(view: ReviewView, say: Say) -> Rows:
    """What can be done while the members answer."""
    here = {"plan": view.whole.plan.id}
    told = _phoneless(view, say) if view.phoneless and view.leads else None
    return column([told, Button(say("📝 See the group's plan"), Go("plan.overview", here))])


def _phoneless(view: ReviewView, say: Say) -> Button:
    label = say("👥 Those without a phone ({n})", n=view.phoneless)
    return Button(label, Go("plan.told", {"plan": view.whole.plan.id}))


def _more(view: ReviewView, say: Say) -> list[Button]:
    """The plan to read, and what is open without being required."""
    here: dict[str, int | str] = {"plan": view.whole.plan.id}
    enough = view.sending >= view.tally.needed
    ask = Button(say("👥 Ask the members"), Tap("ask")) if enough or view.asked else None
    send = None if enough else Button(say("📨 Send the plan"), Tap("send"))
    ready = view.whole.open and view.leads and not any(one.grave for one in view.findings)
    open_ = [one for one in view.findings if not one.grave]
    found = [
        Button(say("📝 Read the whole plan"), Go("plan.read", here, push=True)),
        Button(say("📄 PDF"), Go("paper.plan", here | {"kind": "plan"})),
        Button(say("▫️ Still open ({n})", n=len(open_)), Go("plan.open", here)) if open_ else None,
        Button(say("⭐ What experts will ask"), Go("plan.check", here)),
        Button(say("👥 Who agrees"), Go("plan.voices", here)),
        _phoneless(view, say) if view.phoneless and view.leads and view.whole.open else None,
        *([ask, send] if ready else []),
    ]
    return [button for button in found if button]
