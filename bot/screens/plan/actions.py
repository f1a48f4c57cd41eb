"""The table of actions: a new line as soon as something is typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap, Value
from bot.chat.message import Button, Message, Rows, column, row, shortened
from bot.chat.screen import Screen, Turn
from bot.content import pieces
from bot.content.form import Step
from bot.content.pieces import Piece
from bot.domain.incoming import Answer
from bot.domain.plans import Action
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.plan import said
from bot.screens.plan.lines import parts_beside, step_of, write
from bot.screens.plan.words import shut
from bot.screens.widgets.ask_button import ask_button
from bot.screens.widgets.more import begin, more
from bot.services import media
from bot.services.plans import plan_view
from bot.services.plans.plan_view import PlanView, lacking

_SHOWN = 2  # pieces of work on buttons beside the way on; the others behind 🧭
_BEHIND = 4
_WHAT = 18  # letters of a piece of work on a button


@dataclass(frozen=True, slots=True)
class TableView:
    """The table of work, and from which line on its others are shown."""

    whole: PlanView
    first: int

    @property
    def ordered(self) -> list[tuple[int, Action]]:
        """The lines with their numbers, those that lack something first, then the newest."""
        return sorted(enumerate(self.whole.actions, 1), key=lambda one: (not lacking(one[1]), -one[0]))


class Table(Screen[TableView]):
    name = "plan.actions"
    args = ("plan", "first")
    asks = True
    appends = True  # three short messages are three actions
    help: ClassVar[str] = mark("Write one piece of work: then who, when and cost are asked. Tap a line to change it")

    def load(self, turn: Turn) -> TableView:
        view = plan_view.open_plan(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        step_of(view)
        first = turn.args.get("first", 0)
        return TableView(view, first if isinstance(first, int) and 0 <= first < len(view.actions) else 0)

    def spoken(self, turn: Turn, view: TableView) -> Piece:
        return pieces.of_step(step_of(view.whole), "question")

    def render(self, view: TableView, say: Say) -> Message:
        whole, step = view.whole, step_of(view.whole)
        head = say("Item {i} of {n}: {title}", i=step.number, n=len(whole.form.steps), title=step.title(say.language))
        spoken = say("There is a spoken answer too") if parts_beside(whole) else ""
        if not whole.open:
            asks = say(shut(whole))
        elif whole.actions:
            asks = say("Is there other work? Write one piece at a time")
        else:
            asks = say("Write one piece of work")
        told = lines(
            bold(head),
            _sums(whole, say) if whole.actions else step.question(say.language),
            said.at_step(whole, step.key, say),
            spoken,
        )
        return Message(told, self._rows(view, step, say), asks=asks, more=self._more(view, step, say))

    def _rows(self, view: TableView, step: Step, say: Say) -> Rows:
        whole, here = view.whole, {"plan": view.whole.plan.id}
        after = whole.after(step.key)
        spoken: dict[str, Value] = {"plan": view.whole.plan.id, "step": step.key}
        shown = _SHOWN if not view.first else _BEHIND
        listed = view.ordered[view.first : view.first + shown]
        rest = view.first + shown
        others = Go(self.name, here | ({"first": rest} if rest < len(whole.actions) else {}))
        onward = None
        if after and (whole.actions or parts_beside(whole)):
            done = say("That is all, to item {n} ▶", n=after.number)
            onward = Button(done, Go("plan.step", here | {"step": after.key}))
        helps = [] if whole.actions else [Button(say("💡 See an example"), Go("plan.example", spoken))]
        return [
            row(onward),
            *column(helps),
            *column(_open(number, action) for number, action in listed),
            row(Button(say("Other work ▶"), others) if len(whole.actions) > _SHOWN else None),
        ]

    def _more(self, view: TableView, step: Step, say: Say) -> list[Button]:
        whole = view.whole
        spoken: dict[str, Value] = {"plan": whole.plan.id, "step": step.key}
        before, after = whole.form.before(step.key), whole.after(step.key)
        wording = Button(say("✍️ Write down, translate"), Go("wording.pieces", spoken, push=True))
        skip = not (whole.actions or parts_beside(whole))
        found = [
            said.back(whole, step.key, say),
            Button(say("📷 See or listen"), Tap("play")) if parts_beside(whole) else None,
            wording if whole.actions or parts_beside(whole) else None,
            Button(say("💡 See an example"), Go("plan.example", spoken)) if whole.actions else None,
            Button(say("💡 Why is this asked?"), Go("plan.why", spoken)),
            ask_button(say, about="step", subject=whole.plan.id, place=step.key),
            _to(mark("◀ Item before"), whole, before, say),
            _to(mark("Skip ▶"), whole, after, say) if skip else None,
        ]
        return [button for button in found if button]

    def on_answer(self, turn: Turn, view: TableView, answer: Answer) -> Go:
        return write(turn, view.whole, answer)

    def tap_play(self, turn: Turn, view: TableView) -> Go:
        """The voices and photos, and the table again below them."""
        rest = media.play(turn.uow, parts_beside(view.whole), turn.chat, turn.me, begin=begin(turn), now=turn.now)
        return Go("plan.actions", {"plan": view.whole.plan.id}, fresh=True, regrets=more(turn, "play", rest))


def _open(number: int, action: Action) -> Button:
    sign = "▫️" if lacking(action) else "✅"
    return Button(f"{sign} {number}. {shortened(action.what, _WHAT)}", Go("plan.action", {"action": action.id}))


def _to(label: str, whole: PlanView, step: Step | None, say: Say) -> Button | None:
    return Button(say(label), Go("plan.step", {"plan": whole.plan.id, "step": step.key})) if step else None


def _sums(whole: PlanView, say: Say) -> Html:
    work = say.plural("{n} piece of work", "{n} pieces of work", len(whole.actions))
    if not whole.costs.total:
        return work
    total, own = say.money(whole.costs.total), say.money(whole.costs.own)
    return say("{work}. Together {sum}, the group pays {own}", work=work, sum=total, own=own)
