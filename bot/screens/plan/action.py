"""One line of the table of actions, with its buttons."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, grid, row
from bot.chat.screen import Screen, Turn
from bot.domain.plans import Action, ActionState
from bot.i18n import Html, Say, bold, lines, mark, safe
from bot.screens.plan.lines import ActionView, changed, load_action, regret
from bot.screens.plan.words import FIELDS, days_of
from bot.services.plans import actions
from bot.services.plans.plan_view import lacking

_FIRST = ("who", "due", "cost", "own", "what", "start")  # on the page itself; what else there is stands behind 🧭
_BACK = 2  # values that may be brought back, each of its field


class Line(Screen[ActionView]):
    name = "plan.action"
    args = ("action",)
    help: ClassVar[str] = mark("Tap what you want to change. A line that is taken out can be put back")

    def load(self, turn: Turn) -> ActionView:
        return load_action(turn)

    def render(self, view: ActionView, say: Say) -> Message:
        action = view.action
        back = Button(say("◀ Back"), Go("plan.actions", {"plan": action.plan}))
        if action.state is ActionState.REMOVED:
            undo = Button(say("Put it back"), Tap("put_back")) if view.open else None
            taken = say("This work has been taken out of the plan")
            return Message(bold(action.what), [row(undo), [back]], asks=taken)
        text = lines(bold(action.what), self._facts(action, say))
        if not view.open:
            return Message(text, [[back]], asks=Html())
        missing = lacking(action)
        names = [*missing, *(name for name in _FIRST if name not in missing)]
        edit = [_change(action, name, say) for name in names]
        rows = [[edit[0]], *grid(edit[1:], 2)] if missing else grid(edit, 2)
        asks = say("Something is still missing. Fill it in?") if missing else say("What do you want to change?")
        return Message(text, [*rows, [back]], asks=asks, more=self._more(view, say))

    def _more(self, view: ActionView, say: Say) -> list[Button]:
        others = [_change(view.action, name, say) for name in FIELDS if name not in _FIRST]
        bring = [Button(label, tap) for label, tap in (regret(one, say) for one in view.earlier[:_BACK])]
        return [
            *bring,
            *others,
            Button(say("Move up"), Tap("move", (1,))),
            Button(say("Move down"), Tap("move", (0,))),
            Button(say("Copy"), Tap("copy")),
            Button(say("🗑 Take out"), Tap("remove")),
        ]

    def _facts(self, action: Action, say: Say) -> Html:
        """What the line says, without what it lacks."""
        days = days_of(action, say)
        return lines(
            Html(f"👥 {safe(action.who)}") if action.who else "",
            Html(f"📅 {safe(days)}") if days else "",
            _money(action, say),
            Html(f"💡 {safe(action.sign)}") if action.sign else "",
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


def _change(action: Action, name: str, say: Say) -> Button:
    return Button(say(FIELDS[name]), Go("plan.field", {"action": action.id, "field": name}))


def _money(action: Action, say: Say) -> Html:
    if action.cost is None:
        return Html()
    if action.own is None or not action.cost:
        return Html(f"💰 {say.money(action.cost)}")
    return say("💰 {sum}, the group pays {own}", sum=say.money(action.cost), own=say.money(action.own))
