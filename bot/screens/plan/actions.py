"""The table of actions: a new line as soon as something is typed."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, Rows, column, row, shortened
from bot.chat.screen import Screen, Turn
from bot.content import pieces
from bot.content.pieces import Piece
from bot.domain.incoming import Answer
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.plan import said
from bot.screens.plan.lines import parts_beside, step_of, write
from bot.screens.plan.words import action_line, shut, sums
from bot.screens.widgets.answers import within
from bot.screens.widgets.ask_button import ask_button
from bot.screens.widgets.more import begin, more
from bot.services import media
from bot.services.plans import plan_view
from bot.services.plans.plan_view import PlanView

_ROOM = 3200  # UTF-16 units of the table in its message


class Table(Screen[PlanView]):
    name = "plan.actions"
    args = ("plan",)
    asks = True
    appends = True  # three short messages are three actions
    help: ClassVar[str] = mark("Write one piece of work: then who, when and cost are asked. Tap a line to change it")

    def load(self, turn: Turn) -> PlanView:
        view = plan_view.open_plan(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        step_of(view)
        return view

    def spoken(self, turn: Turn, view: PlanView) -> Piece:
        return pieces.of_step(step_of(view), "question")

    def render(self, view: PlanView, say: Say) -> Message:
        step = step_of(view)
        head = say("Item {i} of {n}: {title}", i=step.number, n=len(view.form.steps), title=step.title(say.language))
        listed = within(
            _ROOM,
            lambda characters: lines(
                *(
                    Html(f"{say.number(number)}. {action_line(action, say, characters)}")
                    for number, action in enumerate(view.actions, 1)
                )
            ),
        )
        spoken = say("🎤 There is a spoken answer too") if parts_beside(view) else ""
        return Message(
            paragraphs(
                bold(head),
                step.question(say.language),
                listed,
                said.at_step(view, step.key, say),
                lines(sums(view.costs, say) if view.actions else "", spoken),
                say("✍️ Write the next piece of work") if view.open else say(shut(view)),
            ),
            self._rows(view, step.key, say),
        )

    def _rows(self, view: PlanView, step: str, say: Say) -> Rows:
        here: dict[str, int | str] = {"plan": view.plan.id}
        spoken = here | {"step": step}
        before, after = view.form.before(step), view.after(step)
        opened = [
            Button(f"{number}. {shortened(action.what, 26)}", Go("plan.action", {"action": action.id}))
            for number, action in enumerate(view.actions, 1)
        ]
        return [
            row(said.back(view, step, say)),
            *column(opened),
            row(Button(say("▶️ Play or show it"), Tap("play")) if parts_beside(view) else None),
            row(
                Button(say("🌐 Write down, translate"), Go("wording.pieces", spoken, push=True))
                if view.actions or parts_beside(view)
                else None
            ),
            row(
                Button(say("👀 See an example"), Go("plan.example", spoken)),
                Button(say("❔ Why is this asked?"), Go("plan.why", spoken)),
            ),
            row(
                Button(say("◀ Back"), Go("plan.step", here | {"step": before.key})) if before else None,
                Button(say("Next ▶"), Go("plan.step", here | {"step": after.key})) if after else None,
            ),
            row(
                ask_button(say, about="step", subject=view.plan.id, place=step),
                Button(say("📋 See everything"), Go("plan.overview", here)),
            ),
        ]

    def on_answer(self, turn: Turn, view: PlanView, answer: Answer) -> Go:
        return write(turn, view, answer)

    def tap_play(self, turn: Turn, view: PlanView) -> Go:
        """The voices and photos, and the table again below them."""
        rest = media.play(turn.uow, parts_beside(view), turn.chat, turn.me, begin=begin(turn), now=turn.now)
        return Go("plan.actions", {"plan": view.plan.id}, fresh=True, regrets=more(turn, "play", rest))
