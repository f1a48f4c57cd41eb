"""A call for help with an action: an expert or staff reads it and answers, and the answer goes to whoever asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.address import Go
from bot.chat.message import Button, Medium, Message
from bot.chat.notice import Occasion, notice
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.incoming import Answer
from bot.domain.people import Role
from bot.domain.plans import Action
from bot.domain.reminders import Help
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens import action_words as words
from bot.screens.action_words import Told
from bot.services import checkins
from bot.store.reminders import CheckIn


@dataclass(frozen=True, slots=True)
class CallView:
    call: CheckIn
    action: Action
    group: Group
    told: tuple[Told, ...]
    today: date


class Call(Screen[CallView]):
    """One call for help: typed or spoken words are sent to whoever asked."""

    name = "actions.answer"
    args = ("checkin",)
    roles = frozenset({Role.EXPERT, Role.STAFF})
    asks = True
    appends = True
    help = mark("Write or speak your advice. It goes at once to the person who asked")

    def load(self, turn: Turn) -> CallView:
        call = checkins.open_call(turn.uow, turn.number("checkin"), turn.person)
        task = checkins.open_task(turn.uow, call.action, turn.person)
        told = words.told(turn.uow.reminders.checkins(call.action), task.group)
        return CallView(call, task.action, task.group, told, words.today(task.group, turn.now))

    def render(self, view: CallView, say: Say) -> Message:
        head = _called(view.call, view.action, view.group, say)
        facts = words.facts(view.action, view.today, say)
        ask = say("Write or speak your answer to {name}", name=view.call.name)
        rows = [[Button(say("📖 Open"), Go("actions.checkin", {"action": view.action.id}, push=True))]]
        return Message(paragraphs(head, facts, words.history(view.told, say), ask), rows)

    def on_answer(self, turn: Turn, view: CallView, answer: Answer) -> Go:
        checkins.reply(turn.uow, view.call.id, turn.person, answer, now=turn.now)
        note = turn.say("Sent to {name}", name=view.call.name)
        return Go(self.name, {"checkin": view.call.id}, note=note)


def _called(call: CheckIn, action: Action, group: Group, say: Say) -> Html:
    kind = say(words.KINDS[Help(call.detail)])
    wants = say("🙋 {name} wants help: {kind}", name=call.name, kind=kind)
    return lines(wants, bold(action.what), say("{group}, {village} village", group=group.name, village=group.village))


@notice("help_wanted", screen="actions.answer")
def wanted(occasion: Occasion) -> Message | None:
    """To experts or staff."""
    call = occasion.uow.reminders.checkin(occasion.args["checkin"])
    action = occasion.uow.plans.action(call.action) if call else None
    plan = occasion.uow.plans.get(action.plan) if action else None
    group = occasion.uow.groups.get(plan.group) if plan else None
    if call is None or action is None or group is None:
        return None
    answer = Button(occasion.say("💬 Answer"), Go("actions.answer", {"checkin": call.id}, push=True))
    return Message(_called(call, action, group, occasion.say), [[answer]])


@notice("help_answered", screen="actions.checkin")
def answered(occasion: Occasion) -> Message | None:
    """To whoever asked for help: the words, voice or picture of who answers."""
    reply = occasion.uow.reminders.checkin(occasion.args["reply"])
    action = occasion.uow.plans.action(reply.action) if reply else None
    if reply is None or action is None:
        return None
    say, kept = occasion.say, occasion.uow.media.get(reply.medium) if reply.medium else None
    text = lines(say("💬 {name} answers about: {what}", name=reply.name, what=action.what), reply.detail)
    rows = [[Button(say("📖 Open"), Go("actions.checkin", {"action": action.id}, push=True))]]
    return Message(text, rows, medium=Medium(kept.kind, file_id=kept.file_id) if kept else None)
