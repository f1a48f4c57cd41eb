"""Taking back the answer to a check-in, for a day; asked before it happens."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.i18n import Say, bold, lines, mark
from bot.screens.actions import words
from bot.services.actions import corrections
from bot.services.actions.corrections import Correction


class Undo(Screen[Correction]):
    name = "actions.undo"
    args = ("checkin",)
    personal = True
    help = mark("You can take back an answer for 24 hours. The work is then as it was before")

    def load(self, turn: Turn) -> Correction:
        return corrections.open_answer(turn.uow, turn.number("checkin"), by=turn.person, now=turn.now)

    def render(self, view: Correction, say: Say) -> Message:
        action, entry = view.context.action, view.entry
        told = say("{name}: {words}", name=entry.name, words=words.answer(entry, say))
        ask = say("Take this answer back? The work will be as it was before")
        closed = say("This answer cannot be taken back any more. You can still say how far the work is now")
        take = Button(say("✍️ Take it back"), Tap("take")) if view.open else None
        back = Button(say("◀ Back"), Go("actions.checkin", {"action": action.id}))
        return Message(lines(bold(words.head(action)), told), column([take, back]), asks=ask if view.open else closed)

    def tap_take(self, turn: Turn, view: Correction) -> Go:
        corrections.undo(turn.uow, turn.library, view.entry.id, by=turn.person, now=turn.now)
        note = turn.say("✅ Taken back. The work is as it was")
        return Go("actions.checkin", {"action": view.context.action.id}, note=note)
