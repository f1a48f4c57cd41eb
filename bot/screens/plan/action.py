"""One line of the table of actions, with its buttons."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, grid, row
from bot.chat.screen import Screen, Turn
from bot.domain.plans import Action, ActionState
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.plan.lines import ActionView, changed, load_action, regret
from bot.screens.plan.words import FIELDS
from bot.services.plans import actions

_BACK = 2  # values that may be brought back, each of its field


class Line(Screen[ActionView]):
    name = "plan.action"
    args = ("action",)
    help: ClassVar[str] = mark("Tap what you want to change. A line that is taken out can be put back")

    def load(self, turn: Turn) -> ActionView:
        return load_action(turn)

    def render(self, view: ActionView, say: Say) -> Message:
        action = view.action
        table = Go("plan.actions", {"plan": action.plan})
        if action.state is ActionState.REMOVED:
            text = paragraphs(bold(action.what), say("This work has been taken out of the plan"))
            undo = Button(say("↩️ Put it back"), Tap("put_back"))
            return Message(text, [[undo] if view.open else [], [Button(say("◀ Back"), table)]])
        edit = [
            Button(say(label), Go("plan.field", {"action": action.id, "field": name})) for name, label in FIELDS.items()
        ]
        move = [
            row(Button(say("⬆️ Up"), Tap("move", (1,))), Button(say("⬇️ Down"), Tap("move", (0,)))),
            row(Button(say("📑 Copy"), Tap("copy")), Button(say("🗑 Take out"), Tap("remove"))),
        ]
        bring = [[Button(label, tap)] for label, tap in (regret(one, say) for one in view.earlier[:_BACK])]
        rows = [*grid(edit, 2), *bring, *move] if view.open else []
        return Message(paragraphs(bold(action.what), self._facts(action, say)), [*rows, [Button(say("◀ Back"), table)]])

    def _facts(self, action: Action, say: Say) -> Html:
        missing = say("?")
        return lines(
            say("👤 Who: {name}", name=action.who or missing),
            say("▶ From {date}", date=say.date(action.start)) if action.start else "",
            say("📅 Done by {date}", date=say.date(action.due) if action.due else missing),
            say("💰 Cost: {sum}", sum=say.money(action.cost) if action.cost is not None else missing),
            say("🤲 The group pays {sum}", sum=say.money(action.own)) if action.own is not None else "",
            say("👀 We will know by: {sign}", sign=action.sign) if action.sign else "",
        )

    def tap_move(self, turn: Turn, view: ActionView) -> Go:
        actions.move(turn.uow, view.action.id, bool(turn.choice()), by=turn.person, now=turn.now)
        changed(turn, view.action)
        return Go("plan.actions", {"plan": view.action.plan})

    def tap_copy(self, turn: Turn, view: ActionView) -> Go:
        copied = actions.copy(turn.uow, view.action.id, by=turn.person, now=turn.now)
        changed(turn, view.action)
        return Go("plan.action", {"action": copied}, note=turn.say("✅ This is the copy"))

    def tap_remove(self, turn: Turn, view: ActionView) -> None:
        actions.remove(turn.uow, view.action.id, by=turn.person, now=turn.now)
        changed(turn, view.action)

    def tap_put_back(self, turn: Turn, view: ActionView) -> None:
        actions.put_back(turn.uow, view.action.id, by=turn.person, now=turn.now)
        changed(turn, view.action)
