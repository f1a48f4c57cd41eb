"""Before a plan is sent: what it lacks, who agrees – and the sending itself, which freezes a version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, grid, row, shortened
from bot.chat.screen import Screen, Turn
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.plan_actions import FIELDS
from bot.screens.plan_words import action_line, parts_words, sums, within
from bot.services import agreements, groups, sheets, submissions
from bot.services.agreements import Tally
from bot.services.sheets import Gap, Sheet

_ROOM = 2000  # UTF-16 units of the summary; what is missing and who objects have the rest of a message
_GAPS = 8  # shown at a time, each with its button
_ACTIONS = 8
_OBJECTIONS = 5
_LACKS = {
    "who": mark("“{what}”: who does it?"),
    "due": mark("“{what}”: by when?"),
    "cost": mark("“{what}”: what does it cost?"),
    "order": mark("“{what}”: it starts after it ends"),
}


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The whole plan with its gaps. `revision` is the plan's: nobody sends or agrees to what they did not see."""

    sheet: Sheet
    tally: Tally
    leads: bool
    revision: int


def load_review(turn: Turn) -> ReviewView:
    sheet = sheets.read(turn.uow, turn.library, turn.number("plan"), by=turn.person)
    leads = groups.leads(turn.uow, sheet.group.id, turn.person)
    return ReviewView(sheet, agreements.tally(turn.uow, sheet.plan), leads, sheet.plan.revision)


class Review(Screen[ReviewView]):
    name = "plan.review"
    args = ("plan",)
    help: ClassVar[str] = mark("See what is still missing, ask the members, then send the plan to the experts")

    def load(self, turn: Turn) -> ReviewView:
        return load_review(turn)

    def render(self, view: ReviewView, say: Say) -> Message:
        sheet = view.sheet
        return Message(
            paragraphs(
                bold(sheet.title),
                summary(sheet, say),
                sums(sheet.costs, say) if sheet.actions else "",
                self._gaps(sheet, say),
                agreed(view.tally, say),
            ),
            self._rows(view, say),
        )

    def _gaps(self, sheet: Sheet, say: Say) -> Html:
        if not sheet.gaps:
            return say("✅ Nothing is missing")
        return lines(bold(say("Still missing:")), *(_gap(gap, say) for gap in sheet.gaps[:_GAPS]))

    def _rows(self, view: ReviewView, say: Say) -> list[list[Button]]:
        sheet, here = view.sheet, {"plan": view.sheet.plan.id}
        back = [Button(say("📋 See everything"), Go("plan.overview", here))]
        if not sheet.plan.state.open:
            return [back]
        grave = any(gap.grave for gap in sheet.gaps)
        send = Button(say("📨 Send the plan"), Go("plan.send", here)) if view.leads and not grave else None
        return [
            *grid([_mend(sheet, gap, say) for gap in sheet.gaps[:_GAPS]], 2),
            [Button(say("🙋 Ask the members"), Tap("ask"))],
            row(send),
            back,
        ]

    def tap_ask(self, turn: Turn, view: ReviewView) -> Go:
        asked = agreements.ask(turn.uow, view.sheet.plan, by=turn.person, now=turn.now)
        note = turn.say.plural("🙋 {n} member is asked", "🙋 {n} members are asked", asked)
        return Go("plan.review", {"plan": view.sheet.plan.id}, note=note)


class Send(Screen[ReviewView]):
    """The last question before a version is frozen."""

    name = "plan.send"
    args = ("plan",)
    help: ClassVar[str] = mark("After this the experts read the plan. This version cannot be changed any more")

    def load(self, turn: Turn) -> ReviewView | Go:
        view = load_review(turn)
        if not view.sheet.plan.state.open:
            return Go("plan.overview", {"plan": view.sheet.plan.id}, note=turn.say("The plan is sent already"))
        return view

    def render(self, view: ReviewView, say: Say) -> Message:
        here = {"plan": view.sheet.plan.id}
        text = paragraphs(
            bold(view.sheet.title),
            agreed(view.tally, say),
            say("Send the plan now? Once sent, this version cannot be changed"),
        )
        yes = Button(say("📨 Send the plan"), Tap("send"))
        return Message(text, column([yes, Button(say("✖️ Not yet"), Go("plan.review", here))]))

    def tap_send(self, turn: Turn, view: ReviewView) -> Go:
        plan, at = view.sheet.plan.id, turn.incoming.at
        submission = submissions.submit(turn.uow, turn.library, plan, by=turn.person, at=at, now=turn.now)
        frozen = turn.uow.plans.submission(submission)
        note = turn.say(
            "🎉 Version {v} of the plan is sent. Thank you, everyone in the group", v=frozen.version if frozen else 1
        )
        return Go("plan.overview", {"plan": plan}, note=note)


def summary(sheet: Sheet, say: Say) -> Html:
    """Every answer in short, and the actions, as long as one message allows beside other things."""
    return within(_ROOM, lambda letters: _summary(sheet, say, letters))


def _summary(sheet: Sheet, say: Say, letters: int) -> Html:
    told = []
    for step in sheet.form.steps:
        answer = sheet.answers.get(step.key)
        words = parts_words(answer.parts, say, letters, sheet.wordings) if answer else ""
        if step.kind == "actions":
            listed = (Html(f"• {action_line(action, say, letters)}") for action in sheet.actions[:_ACTIONS])
            more = len(sheet.actions) - _ACTIONS
            words = lines(words, *listed, say("and {n} more", n=more) if more > 0 else "")
        if words:
            told.append(lines(bold(f"{step.number}. {step.title(say.language)}"), words))
    return lines(*told)


def agreed(tally: Tally, say: Say) -> Html:
    """How many members agree, and what those say who do not yet."""
    count = say("👥 {x} of {n} people agree, {w} of them women", x=tally.agree, n=tally.of, w=tally.women)
    old = say("{n} agreed before the last change", n=tally.outdated) if tally.outdated else ""
    said = (
        say("✋ {name}: {reason}", name=one.name, reason=shortened(one.reason, 100))
        for one in tally.objections[-_OBJECTIONS:]
    )
    return lines(count, old, *said)


def _gap(gap: Gap, say: Say) -> Html:
    if gap.action is not None:
        return Html(f"▫️ {say(_LACKS[gap.lacks], what=shortened(gap.action.what, 40))}")
    sign = "❗️" if gap.grave else "▫️"
    return Html(f"{sign} {gap.step.number}. {gap.step.title(say.language)}")


def _mend(sheet: Sheet, gap: Gap, say: Say) -> Button:
    """The button that opens the very place where something is missing."""
    if gap.action is None:
        here = Go("plan.step", {"plan": sheet.plan.id, "step": gap.step.key})
        return Button(say("✍️ Item {n}", n=gap.step.number), here)
    field = "start" if gap.lacks == "order" else gap.lacks
    place = sheet.actions.index(gap.action) + 1
    return Button(f"{say(FIELDS[field])} {place}", Go("plan.field", {"action": gap.action.id, "field": field}))
