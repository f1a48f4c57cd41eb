"""A value of a line beside another's that stands there: both are kept, and who wrote it says which stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, shortened
from bot.chat.screen import Turn
from bot.chat.typed import meant
from bot.domain.incoming import Answer
from bot.domain.plans import LineValue
from bot.domain.refused import Missing
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.plan.field import Field
from bot.screens.plan.lines import AskView, changed, load_action, onward, said_before, saved_line
from bot.screens.plan.words import FIELDS
from bot.services.plans import actions, line_values, plan_view


@dataclass(frozen=True, slots=True)
class WhichView(AskView):
    """The field, another's value that stands in it, and one's own that waits."""

    theirs: LineValue
    mine: LineValue
    both: bool  # whether both of them may stand


class Which(Field):
    name = "plan.which"
    args: ClassVar[tuple[str, ...]] = ("which",)
    help: ClassVar[str] = mark("Both answers are kept. Choose which one stands in the plan")

    def load(self, turn: Turn) -> WhichView | Go:
        mine = turn.uow.line_values.get(turn.number("which"))
        if mine is None:
            raise Missing
        base = load_action(turn, mine.action)
        theirs = line_values.waits(turn.uow, mine, base.action, by=turn.me, now=turn.now)
        if theirs is None or not base.open:
            return onward(base.action)
        fits = mine.field in line_values.TEXTS and actions.fits(mine.field, line_values.both(mine, base.action))
        return WhichView(base, mine.field, (), base.revision, theirs, mine, fits)

    def render(self, view: AskView, say: Say) -> Message:
        assert isinstance(view, WhichView)
        name = say.who(view.theirs.author_name or "")
        told = lines(
            bold(view.action.what),
            say(FIELDS[view.field]),
            say("{name}: {words}", name=name, words=said_before(view.theirs, say)),
            say("You: {words}", words=said_before(view.mine, say)),
            say("Both answers are kept, nothing is lost"),
        )
        buttons = [Button(label, Tap("choose", (choice,))) for label, choice in _choices(view, say)]
        return Message(told, column(buttons), asks=say("{name} has written this before. Keep which?", name=name))

    def tap_choose(self, turn: Turn, view: AskView) -> Go:
        assert isinstance(view, WhichView)
        return self._settle(turn, view, str(turn.value()))

    def on_answer(self, turn: Turn, view: AskView, answer: Answer) -> Go:
        """The choice may be typed; anything else is read like a first answer, and waits in the place of this one."""
        assert isinstance(view, WhichView)
        choice = meant(answer, _choices(view, turn.say))
        return self._settle(turn, view, choice) if choice else super().on_answer(turn, view, answer)

    def _settle(self, turn: Turn, view: WhichView, choice: str) -> Go:
        actions.settle(turn.uow, view.mine.id, choice, by=turn.person, now=turn.now)
        if choice == "mine":
            return saved_line(turn, view, said_before(view.mine, turn.say))
        _, action = plan_view.open_action(turn.uow, view.action.id, by=turn.person)
        go = onward(action)
        if choice == "theirs":
            return Go(go.screen, go.args, note=turn.say("✅ It stays as it was. Yours is kept too"))
        changed(turn, action)
        return Go(go.screen, go.args, note=turn.say("✅ Saved: {what}", what=line_values.both(view.mine, view.action)))


def _choices(view: WhichView, say: Say) -> list[tuple[Html, str]]:
    name = shortened(say.who(view.theirs.author_name or ""), 16)
    found = [(say("Keep mine"), "mine"), (say("Keep that of {name}", name=name), "theirs")]
    return [(say("Keep both"), "both"), *found] if view.both else found  # the first one loses nothing
