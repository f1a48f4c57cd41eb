"""The reminder of an action, in private and in the group's chat, and what comes back when somebody answers it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.address import Go
from bot.chat.message import Button, Link, Message
from bot.chat.notice import Occasion, notice
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.ids import ActionId
from bot.domain.plans import Action, ActionState
from bot.domain.reminders import Check
from bot.i18n import Html, Say, bold, lines, paragraphs
from bot.screens import action_words as words
from bot.screens.action_words import Told
from bot.services import checkins, notices
from bot.services.checkins import Spot


@dataclass(frozen=True, slots=True)
class SharedView:
    action: Action
    told: tuple[Told, ...]
    today: date
    link: str


class Shared(Screen[SharedView]):
    """The question in the group's Telegram chat: any member may answer; what is longer goes on in private."""

    name = "actions.shared"
    args = ("action",)
    groups = True
    personal = True

    def load(self, turn: Turn) -> SharedView:
        task = checkins.open_task(turn.uow, ActionId(turn.number("action")), turn.person)
        told = words.told(turn.uow.reminders.checkins(task.action.id), task.group)
        where = link(turn.programme.username, str(task.action.id))
        return SharedView(task.action, told, words.today(task.group, turn.now), where)

    def render(self, view: SharedView, say: Say) -> Message:
        answers = tuple(told for told in view.told if told.entry.answer in list(Check))
        if view.action.state is not ActionState.PLANNED and answers:
            head = bold(f"{words.icon(view.action, view.today)} {view.action.what}")
            said = words.history(answers[-1:], say, in_group=True)
            return Message(paragraphs(head, said), open_link(view.link, say))
        return _asking(view.action, view.today, view.link, say)

    def tap_done(self, turn: Turn, view: SharedView) -> Go:
        spot = Spot(turn.chat, turn.incoming.message)
        checkins.done(turn.uow, view.action.id, turn.person, seen=turn.choice(), now=turn.now, spot=spot)
        notices.tell(turn.uow, turn.me, "checkin_more", now=turn.now, action=view.action.id, answer=Check.DONE.value)
        return self._here(view, turn.say("✅ Very good!"))

    def tap_started(self, turn: Turn, view: SharedView) -> Go:
        spot = Spot(turn.chat, turn.incoming.message)
        checkins.started(turn.uow, view.action.id, turn.person, seen=turn.choice(), now=turn.now, spot=spot)
        return self._here(view, turn.say("Saved"))

    def tap_late(self, turn: Turn, view: SharedView) -> Go:
        return self._in_private(turn, view, Check.LATE)

    def tap_help(self, turn: Turn, view: SharedView) -> Go:
        return self._in_private(turn, view, Check.HELP)

    def _in_private(self, turn: Turn, view: SharedView, answer: Check) -> Go:
        checkins.first(turn.uow, view.action.id, turn.person, turn.choice())
        notices.tell(turn.uow, turn.me, "checkin_more", now=turn.now, action=view.action.id, answer=answer.value)
        return self._here(view, turn.say("Go on in the private chat with me"))

    def _here(self, view: SharedView, note: str) -> Go:
        return Go(self.name, {"action": view.action.id}, note=note)


def _asking(action: Action, day: date, where: str, say: Say) -> Message:
    return Message(words.question(action, day, say), [*words.answers(action, say), *open_link(where, say)])


def open_link(where: str, say: Say) -> list[list[Button]]:
    return [[Button(say("📖 Open"), Link(where))]]


def link(username: str, rest: str) -> str:
    return f"https://t.me/{username}?start=a-{rest}"


# Notices -------------------------------------------------------------------------------------------------------------
def _asked(occasion: Occasion) -> tuple[Action, Group] | None:
    """The action of a notice and its group; None when somebody answered since, or the work is over."""
    found = found_action(occasion, occasion.args["action"])
    if found is None or found[0].revision != occasion.args["revision"]:
        return None
    return None if found[0].state in (ActionState.DONE, ActionState.REMOVED) else found


def found_action(occasion: Occasion, key: int) -> tuple[Action, Group] | None:
    action = occasion.uow.plans.action(ActionId(key))
    plan = occasion.uow.plans.get(action.plan) if action else None
    group = occasion.uow.groups.get(plan.group) if plan else None
    return (action, group) if action and group else None


def open_button(action: Action, say: Say) -> list[Button]:
    return [Button(say("📖 Open"), Go("actions.checkin", {"action": action.id}, push=True))]


@notice("reminder", screen="actions.checkin", aloud=True)
def reminder(occasion: Occasion) -> Message | None:
    """To whoever is responsible, or to whoever speaks for them: how far is it?"""
    if (found := _asked(occasion)) is None:
        return None
    action, group = found
    say, day = occasion.say, words.today(group, occasion.now)
    ask = say("Please ask {who}", who=action.who) if occasion.args.get("ask") and action.who else Html()
    rows = [*words.answers(action, say), words.waits(say), open_button(action, say)]
    return Message(lines(_question(occasion, action, day), ask), rows)


@notice("reminder_chat", screen="actions.shared")
def reminder_chat(occasion: Occasion) -> Message | None:
    """The same in the group's chat."""
    if (found := _asked(occasion)) is None:
        return None
    action, group = found
    say, where = occasion.say, link(occasion.programme.username, str(action.id))
    text = _question(occasion, action, words.today(group, occasion.now))
    return Message(text, [*words.answers(action, say), *open_link(where, say)])


def _question(occasion: Occasion, action: Action, day: date) -> Html:
    """About the start date, or about the due date."""
    say = occasion.say
    if not occasion.args.get("start") or action.start is None:
        return words.question(action, day, say)
    left, names = (action.start - day).days, {"what": action.what, "who": action.who}
    if left > 0:
        return say.plural(
            "⏰ {n} day until the start: {what} – {who}", "⏰ {n} days until the start: {what} – {who}", left, **names
        )
    if left == 0:
        return lines(say("⏰ Starts today: {what}. Has it begun?", what=action.what), _who(action, say))
    past = say.plural(
        "{n} day past the start: {what}. Has it begun?",
        "{n} days past the start: {what}. Has it begun?",
        -left,
        what=action.what,
    )
    return lines(past, _who(action, say))


def _who(action: Action, say: Say) -> Html:
    return say("Responsible: {who}", who=action.who) if action.who else Html()


@notice("reminder_leader", screen="actions.checkin")
def reminder_leader(occasion: Occasion) -> Message | None:
    """To the leaders: nobody has answered, please ask."""
    if (found := _asked(occasion)) is None:
        return None
    action, group = found
    say, day = occasion.say, words.today(group, occasion.now)
    ask = say("{who} has not answered yet: {what}. Please ask them", who=action.who, what=action.what)
    return Message(lines(ask, words.when(action, day, say)), [*words.answers(action, say), open_button(action, say)])


@notice("reminder_staff", screen="actions.checkin")
def reminder_staff(occasion: Occasion) -> Message | None:
    """To staff: a group has not answered."""
    if (found := _asked(occasion)) is None:
        return None
    action, group = found
    say, day = occasion.say, words.today(group, occasion.now)
    text = say(
        "The group {group} has not answered yet: {what} – {who}", group=group.name, what=action.what, who=action.who
    )
    return Message(lines(text, words.when(action, day, say)), [open_button(action, say)])


@notice("checkin_more", screen="actions.checkin")
def more(occasion: Occasion) -> Message | None:
    """To whoever answered in the group's chat: what is asked further, in private."""
    if (found := found_action(occasion, occasion.args["action"])) is None:
        return None
    action, say = found[0], occasion.say
    asks = {
        Check.DONE.value: (say("How much money was used?"), say("💰 Real cost"), "actions.cost"),
        Check.LATE.value: (say("Which day will it be done?"), say("⏳ Give me a later day"), "actions.late"),
        Check.HELP.value: (say("What do you want help with?"), say("🙋 I want help"), "actions.help"),
    }
    text, label, screen = asks[occasion.args["answer"]]
    return Message(lines(bold(action.what), text), [[Button(label, Go(screen, {"action": action.id}, push=True))]])
