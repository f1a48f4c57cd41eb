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
from bot.i18n import Html, Say, bold, lines, mark, safe
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
        action, day = view.action, view.today
        head = words.head(action)
        last = words.history(view.told[-1:], say)
        if not view.member:
            title = Html(f"{safe(words.icon(action, day))} {safe(head)}")
            told = lines(bold(title), words.facts(action, day, say), last)
            return Message(told, [[_all(view, say)]], asks=Html(), more=_more(view, say))
        if action.state is ActionState.DONE:
            told = lines(bold(head), words.money(action, say), say("✅ Done"))
            photo = Button(say("📷 Send a photo"), Go("actions.photo", {"action": action.id}))
            return Message(told, [[photo], [_all(view, say)]], asks=say("Show a photo of it?"), more=_more(view, say))
        told = lines(bold(head), last, words.due(action, day, say))
        rows = words.answers(action, day, say)
        *first, alone = rows
        later = words.tomorrow(say)
        rows = [*first, [*alone, later]] if len(alone) == 1 else [*rows, [later]]
        return Message(told, rows, asks=words.asks(action, day, say), more=_more(view, say))

    def on_answer(self, turn: Turn, view: CheckInView, answer: Answer) -> Go:
        checkins.note(turn.uow, view.action.id, answer, by=turn.person, now=turn.now)
        return self._here(view, turn.say("✅ Kept with this work"))

    def tap_done(self, turn: Turn, view: CheckInView) -> Go:
        spot = Spot(turn.chat, turn.incoming.message)
        checkins.done(turn.uow, view.action.id, by=turn.person, seen=turn.choice(), now=turn.now, spot=spot)
        return Go("actions.cost", {"action": view.action.id}, note=turn.say("✅ Done. Very good!"))

    def tap_started(self, turn: Turn, view: CheckInView) -> Go:
        spot = Spot(turn.chat, turn.incoming.message)
        checkins.started(turn.uow, view.action.id, by=turn.person, seen=turn.choice(), now=turn.now, spot=spot)
        return self._here(view, turn.say("✅ Saved"))

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
        return self._here(view, turn.say("✅ Saved"))

    def tap_media(self, turn: Turn, view: CheckInView) -> Go:
        rest = checkins.show_media(turn.uow, view.action.id, turn.chat, begin=begin(turn), by=turn.person, now=turn.now)
        return Go(self.name, {"action": view.action.id}, fresh=True, regrets=more(turn, "media", rest))

    def _here(self, view: CheckInView, note: str) -> Go:
        return Go(self.name, {"action": view.action.id}, note=note)


def _all(view: CheckInView, say: Say) -> Button:
    return Button(say("🔨 All the work"), Go("actions.list", {"group": view.group}))


def _more(view: CheckInView, say: Say) -> list[Button]:
    action, done = view.action, view.action.state is ActionState.DONE
    found = [
        words.in_a_week(say) if view.member and not done else None,
        Button(say("💰 Money"), Go("money.action", {"action": action.id})),
        _all(view, say) if view.member and not done else None,
        Button(say("🔨 What happened"), Go("actions.history", {"action": action.id})) if view.told else None,
        Button(say("📷 Photos and voices ({n})", n=view.media), Tap("media")) if view.media else None,
        Button(say("✍️ Not done yet"), Tap("reopen", (action.revision,))) if view.member and done else None,
    ]
    if view.undo and not done:  # what is done has "not done yet" already
        found.append(Button(say("✍️ Take it back"), Go("actions.undo", {"checkin": view.undo})))
    return [button for button in found if button]
