"""One action with everything that happened to it, and the answers that its owner can give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.ids import ActionId
from bot.domain.incoming import Answer
from bot.domain.plans import Action, ActionState
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.actions import words
from bot.screens.actions.words import Told
from bot.screens.widgets.more import begin, more
from bot.services.actions import checkins, corrections
from bot.services.actions.checkins import Spot


@dataclass(frozen=True, slots=True)
class CheckInView:
    action: Action
    group: int
    told: tuple[Told, ...]
    today: date
    member: bool
    undo: int = 0  # the answer that the reader may take back

    @property
    def media(self) -> int:
        return sum(told.entry.medium is not None for told in self.told)


class CheckIn(Screen[CheckInView]):
    name = "actions.checkin"
    args = ("action",)
    asks = True
    personal = True
    appends = True
    aloud = (mark("How far is this work? Press: done, started, a later day, or I want help"),)
    help = mark("Say how far this work is. You can also write, speak or send a photo: it is kept with the work")

    def load(self, turn: Turn) -> CheckInView:
        context = checkins.open_action(turn.uow, ActionId(turn.number("action")), by=turn.person)
        history = turn.uow.reminders.checkins(context.action.id)
        told, today = words.told(history, context.group), words.today(context.group, turn.now)
        undo = corrections.takes_back(turn.uow, context, history, by=turn.person, now=turn.now)
        return CheckInView(context.action, context.group.id, told, today, context.member, undo)

    def render(self, view: CheckInView, say: Say) -> Message:
        action = view.action
        head = lines(bold(f"{words.icon(action, view.today)} {action.what}"), words.facts(action, view.today, say))
        rows = [] if not view.member else _done(action, say) if action.state is ActionState.DONE else _open(action, say)
        if view.undo and action.state is not ActionState.DONE:  # what is done has "not done yet" already
            rows.append([Button(say("↩️ Take it back"), Go("actions.undo", {"checkin": view.undo}))])
        if view.media:
            rows.append([Button(say("🖼 Photos and voices ({n})", n=view.media), Tap("media"))])
        rows.append(
            [
                Button(say("💰 Money"), Go("money.action", {"action": action.id})),
                Button(say("🔨 All the work"), Go("actions.list", {"group": view.group})),
            ]
        )
        return Message(paragraphs(head, words.history(view.told, say)), rows)

    def on_answer(self, turn: Turn, view: CheckInView, answer: Answer) -> Go:
        checkins.note(turn.uow, view.action.id, answer, by=turn.person, now=turn.now)
        return self._here(view, turn.say("📝 Kept with this work"))

    def tap_done(self, turn: Turn, view: CheckInView) -> Go:
        spot = Spot(turn.chat, turn.incoming.message)
        checkins.done(turn.uow, view.action.id, by=turn.person, seen=turn.choice(), now=turn.now, spot=spot)
        return Go("actions.cost", {"action": view.action.id}, note=turn.say("✅ Very good!"))

    def tap_started(self, turn: Turn, view: CheckInView) -> Go:
        spot = Spot(turn.chat, turn.incoming.message)
        checkins.started(turn.uow, view.action.id, by=turn.person, seen=turn.choice(), now=turn.now, spot=spot)
        return self._here(view, turn.say("Saved"))

    def tap_late(self, turn: Turn, view: CheckInView) -> Go:
        checkins.open_unanswered(turn.uow, view.action.id, turn.choice(), by=turn.person)
        return Go("actions.late", {"action": view.action.id})

    def tap_help(self, turn: Turn, view: CheckInView) -> Go:
        checkins.open_unanswered(turn.uow, view.action.id, turn.choice(), by=turn.person)
        return Go("actions.help", {"action": view.action.id})

    def tap_later(self, turn: Turn, view: CheckInView) -> Go:
        library = turn.library
        day = checkins.snooze(turn.uow, library, view.action.id, turn.choice(), by=turn.person, now=turn.now)
        return self._here(view, turn.say("You will be reminded again on {day}", day=turn.say.date(day)))

    def tap_reopen(self, turn: Turn, view: CheckInView) -> Go:
        checkins.reopen(turn.uow, turn.library, view.action.id, by=turn.person, seen=turn.choice(), now=turn.now)
        return self._here(view, turn.say("Saved"))

    def tap_media(self, turn: Turn, view: CheckInView) -> Go:
        rest = checkins.show_media(turn.uow, view.action.id, turn.chat, begin=begin(turn), by=turn.person, now=turn.now)
        return Go(self.name, {"action": view.action.id}, fresh=True, regrets=more(turn, "media", rest))

    def _here(self, view: CheckInView, note: str) -> Go:
        return Go(self.name, {"action": view.action.id}, note=note)


def _open(action: Action, say: Say) -> list[list[Button]]:
    return [*words.answers(action, say), words.waits(say)]


def _done(action: Action, say: Say) -> list[list[Button]]:
    photo = Button(say("📷 Photo"), Go("actions.photo", {"action": action.id}))
    return [[photo, Button(say("↩️ Not done yet"), Tap("reopen", (action.revision,)))]]
