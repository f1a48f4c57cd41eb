"""Before a plan is sent: what it lacks, who agrees – and the sending itself, which freezes a version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, grid, row, shortened
from bot.chat.screen import Screen, Turn
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.plan_actions import FIELDS
from bot.screens.plan_words import action_line, parts_words, sums, within
from bot.services import agreements, checks, groups, members, sheets, submissions
from bot.services.agreements import NAMED, Objection, Tally
from bot.services.checks import Finding
from bot.services.sheets import Sheet

_ROOM = 1700  # UTF-16 units of the summary; what is missing and who objects have the rest of a message
_FINDINGS = 8  # shown at a time, each with its button
_ACTIONS = 8
_OBJECTIONS = 5
_LACKS = {
    "who": mark("“{what}”: who does it?"),
    "due": mark("“{what}”: by when?"),
    "cost": mark("“{what}”: what does it cost?"),
    "order": mark("“{what}”: it starts after it ends"),
    "past": mark("“{what}”: its last day is over"),
    "span": mark("“{what}”: this day is outside of the round"),
    "own": mark("“{what}”: the group pays more than it costs"),
}
_MENDED = {"order": "start", "past": "due", "span": "due"}  # the field that a finding opens, where it is another one


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The whole plan with what was found. `revision` is the plan's: nobody sends or agrees to what they did not see."""

    sheet: Sheet
    findings: tuple[Finding, ...]
    tally: Tally
    leads: bool
    phoneless: int  # members whom the leader has to ask
    sending: int  # who would agree if the reader sent it: whoever sends agrees by sending
    revision: int


def load_review(turn: Turn) -> ReviewView:
    sheet = sheets.read(turn.uow, turn.library, turn.number("plan"), by=turn.person)
    tally = agreements.tally(turn.uow, sheet.plan)
    return ReviewView(
        sheet,
        checks.findings(sheet, turn.say.today(turn.now)),
        tally,
        groups.leads(turn.uow, sheet.group.id, turn.person),
        len(members.phoneless(turn.uow, sheet.group.id)),
        agreements.with_sender(turn.uow, sheet.plan, tally, turn.me),
        sheet.plan.revision,
    )


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
                self._findings(view, say),
                agreed(view.tally, say),
            ),
            self._rows(view, say),
        )

    def _findings(self, view: ReviewView, say: Say) -> Html:
        if not view.findings:
            return say("✅ Nothing is missing")
        more = len(view.findings) - _FINDINGS
        listed = (_finding(one, say) for one in view.findings[:_FINDINGS])
        return lines(
            bold(say("Still missing:")), *listed, say.plural("and {n} more", "and {n} more", more) if more > 0 else ""
        )

    def _rows(self, view: ReviewView, say: Say) -> list[list[Button]]:
        sheet, here = view.sheet, {"plan": view.sheet.plan.id}
        back = [Button(say("📋 See everything"), Go("plan.overview", here))]
        if not sheet.plan.state.open:
            return [back]
        grave = any(one.grave for one in view.findings)
        send = Button(say("📨 Send the plan"), Go("plan.send", here)) if view.leads and not grave else None
        return [
            *grid([_mend(sheet, one, say) for one in view.findings[:_FINDINGS]], 2),
            [Button(say("⭐ What experts will ask"), Go("plan.check", here))],
            *_asking(view, say),
            row(send),
            back,
        ]

    def tap_ask(self, turn: Turn, view: ReviewView) -> Go:
        return _ask(turn, view, self.name)


def _asking(view: ReviewView, say: Say) -> list[list[Button]]:
    """The members are asked: those with a phone by a message, the others by the leader."""
    told = Go("plan.told", {"plan": view.sheet.plan.id})
    by_name = Button(say("✍️ Those without a phone ({n})", n=view.phoneless), told) if view.phoneless else None
    return [[Button(say("🙋 Ask the members"), Tap("ask"))], row(by_name if view.leads else None)]


def _ask(turn: Turn, view: ReviewView, page: str) -> Go:
    asked = agreements.ask(turn.uow, view.sheet.plan, by=turn.person, now=turn.now)
    note = turn.say.plural("🙋 {n} member is asked", "🙋 {n} members are asked", asked)
    return Go(page, {"plan": view.sheet.plan.id}, note=note)


class Send(Screen[ReviewView]):
    """The last question before a version is frozen; while too few agree, who is still to be asked."""

    name = "plan.send"
    args = ("plan",)
    help: ClassVar[str] = mark("After this the experts read the plan. This version cannot be changed any more")

    def load(self, turn: Turn) -> ReviewView | Go:
        view = load_review(turn)
        if not view.sheet.plan.state.open:
            return Go("plan.overview", {"plan": view.sheet.plan.id}, note=turn.say("The plan is sent already"))
        return view

    def render(self, view: ReviewView, say: Say) -> Message:
        back = [Button(say("✖️ Not yet"), Go("plan.review", {"plan": view.sheet.plan.id}))]
        yes = [Button(say("📨 Send the plan"), Tap("send"))]
        text = paragraphs(bold(view.sheet.title), agreed(view.tally, say))
        if view.sending < view.tally.needed:
            return Message(paragraphs(text, say("Ask the others first, then send")), [*_asking(view, say), yes, back])
        ask = say("Send the plan now? Once sent, this version cannot be changed")
        return Message(paragraphs(text, ask), [yes, back])

    def tap_ask(self, turn: Turn, view: ReviewView) -> Go:
        return _ask(turn, view, self.name)

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
        words = parts_words(answer.parts, say, letters, sheet.wordings, step) if answer else ""
        if step.kind == "actions":
            listed = (Html(f"• {action_line(action, say, letters)}") for action in sheet.actions[:_ACTIONS])
            more = len(sheet.actions) - _ACTIONS
            words = lines(words, *listed, say.plural("and {n} more", "and {n} more", more) if more > 0 else "")
        if words:
            told.append(lines(bold(f"{step.number}. {step.title(say.language)}"), words))
    return lines(*told)


def agreed(tally: Tally, say: Say) -> Html:
    """How many members agree and how many have to, who is waited for, and what those say who do not yet."""
    who = ((say("women {n}", n=tally.women), tally.women), (say("men {n}", n=tally.men), tally.men))
    named = [words for words, number in (*who, (say("not said {n}", n=tally.unsaid), tally.unsaid)) if number]
    said = bool(tally.women or tally.men)
    waiting = say.names([*tally.waiting[:NAMED], *(["…"] if len(tally.waiting) > NAMED else [])])
    return lines(
        say.plural("👥 {x} of {n} person agrees", "👥 {x} of {n} people agree", tally.of, x=tally.agree),
        say.names(named) if said else "",
        say.plural("✍️ {n} of them told by the leader", "✍️ {n} of them told by the leader", tally.told)
        if tally.told
        else "",
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


def _finding(one: Finding, say: Say) -> Html:
    if one.action is not None:
        return Html(f"▫️ {say(_LACKS[one.lacks], what=shortened(one.action.what, 40))}")
    if one.lacks == "share":
        return say("▫️ Nothing says what the group pays itself")
    return Html(f"{'❗️' if one.grave else '▫️'} {one.step.number}. {one.step.title(say.language)}")


def _mend(sheet: Sheet, one: Finding, say: Say) -> Button:
    """The button that opens the very place where something is missing."""
    if one.action is None:
        here = Go("plan.step", {"plan": sheet.plan.id, "step": one.step.key})
        return Button(say("✍️ Item {n}", n=one.step.number), here)
    field = _MENDED.get(one.lacks, one.lacks)
    place = sheet.actions.index(one.action) + 1
    return Button(f"{say(FIELDS[field])} {place}", Go("plan.field", {"action": one.action.id, "field": field}))
