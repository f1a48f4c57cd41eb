"""The reminder of an action, in private and in the group's chat, and what comes back when somebody answers it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.address import Go
from bot.chat.message import Button, Link, Message, column, shortened
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
from bot.store.reminders import CheckIn

_LISTED = 12  # actions in one summary; the rest is a number and a button


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

    def load(self, turn: Turn) -> SharedView:
        task = checkins.open_task(turn.uow, ActionId(turn.number("action")), turn.person)
        told = words.told(turn.uow.reminders.checkins(task.action.id), task.group)
        link = _link(turn.programme.username, str(task.action.id))
        return SharedView(task.action, told, words.today(task.group, turn.now), link)

    def render(self, view: SharedView, say: Say) -> Message:
        answers = tuple(told for told in view.told if told.entry.answer in list(Check))
        if view.action.state is not ActionState.PLANNED and answers:
            head = bold(f"{words.icon(view.action, view.today)} {view.action.what}")
            return Message(
                paragraphs(head, words.history(answers[-1:], say, in_group=True)), _open_link(view.link, say)
            )
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


def _asking(action: Action, day: date, link: str, say: Say) -> Message:
    return Message(words.question(action, day, say), [*words.answers(action, say), *_open_link(link, say)])


def _open_link(link: str, say: Say) -> list[list[Button]]:
    return [[Button(say("📖 Open"), Link(link))]]


def _link(username: str, rest: str) -> str:
    return f"https://t.me/{username}?start=a-{rest}"


# Notices -------------------------------------------------------------------------------------------------------------
def _asked(occasion: Occasion) -> tuple[Action, Group] | None:
    """The action of a notice and its group; None when somebody answered since, or the work is over."""
    found = _found(occasion, occasion.args["action"])
    if found is None or found[0].revision != occasion.args["revision"]:
        return None
    return None if found[0].state in (ActionState.DONE, ActionState.REMOVED) else found


def _found(occasion: Occasion, key: int) -> tuple[Action, Group] | None:
    action = occasion.uow.plans.action(ActionId(key))
    plan = occasion.uow.plans.get(action.plan) if action else None
    group = occasion.uow.groups.get(plan.group) if plan else None
    return (action, group) if action and group else None


def _open(action: Action, say: Say) -> list[Button]:
    return [Button(say("📖 Open"), Go("actions.checkin", {"action": action.id}, push=True))]


@notice("reminder", screen="actions.checkin", aloud=True)
def reminder(occasion: Occasion) -> Message | None:
    """To whoever is responsible: how far is it?"""
    if (found := _asked(occasion)) is None:
        return None
    action, group = found
    say, day = occasion.say, words.today(group, occasion.now)
    rows = [*words.answers(action, say), words.waits(say), _open(action, say)]
    return Message(words.question(action, day, say), rows)


@notice("reminder_chat", screen="actions.shared")
def reminder_chat(occasion: Occasion) -> Message | None:
    """The same in the group's chat."""
    if (found := _asked(occasion)) is None:
        return None
    action, group = found
    link = _link(occasion.programme.username, str(action.id))
    return _asking(action, words.today(group, occasion.now), link, occasion.say)


@notice("reminder_leader", screen="actions.checkin")
def reminder_leader(occasion: Occasion) -> Message | None:
    """To the leaders: nobody has answered, please ask."""
    if (found := _asked(occasion)) is None:
        return None
    action, group = found
    say, day = occasion.say, words.today(group, occasion.now)
    ask = say("{who} has not answered yet: {what}. Please ask them", who=action.who, what=action.what)
    return Message(lines(ask, words.when(action, day, say)), [*words.answers(action, say), _open(action, say)])


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
    return Message(lines(text, words.when(action, day, say)), [_open(action, say)])


@notice("reminder_summary")
def summary(occasion: Occasion) -> Message | None:
    """Several reminders of one person or chat in one message."""
    say = occasion.say
    found = [item for key, _ in occasion.args["items"] if (item := _found(occasion, key))]
    open_ones = [item for item in found if item[0].state not in (ActionState.DONE, ActionState.REMOVED)]
    if not open_ones:
        return None
    n = len(open_ones)
    late = say.plural("While you had no internet, {n} thing came:", "While you had no internet, {n} things came:", n)
    together = say.plural("⏰ {n} piece of work to think of:", "⏰ {n} pieces of work to think of:", n)
    rows = [_summed(action, group, occasion) for action, group in open_ones[:_LISTED]]
    return Message(paragraphs(late if occasion.args["late"] else together, *rows), _summary_rows(occasion, open_ones))


def _summed(action: Action, group: Group, occasion: Occasion) -> Html:
    day = words.today(group, occasion.now)
    head = f"{words.icon(action, day)} {action.what}" + (f" – {action.who}" if action.who else "")
    return lines(head, words.when(action, day, occasion.say))


def _summary_rows(occasion: Occasion, found: list[tuple[Action, Group]]) -> list[list[Button]]:
    """A button for each action; in a group chat one link into the private chat."""
    if occasion.person is None:
        return _open_link(_link(occasion.programme.username, "all"), occasion.say)
    buttons = (_summary_button(action, group, occasion) for action, group in found[:_LISTED])
    return column([*buttons, Button(occasion.say("🔨 All the work"), Go("actions.list"))])


def _summary_button(action: Action, group: Group, occasion: Occasion) -> Button:
    label = f"{words.icon(action, words.today(group, occasion.now))} {shortened(action.what, 24)}"
    return Button(label, Go("actions.checkin", {"action": action.id}, push=True))


@notice("reminder_answered", screen="actions.checkin")
def answered(occasion: Occasion) -> Message | None:
    """What a copy of the question becomes when somebody has answered it."""
    if (told := _told(occasion)) is None:
        return None
    (action, group), entry = told
    say = occasion.say
    head = bold(f"{words.icon(action, words.today(group, occasion.now))} {action.what}")
    text = paragraphs(head, words.history(words.told([entry], group), say, in_group=occasion.person is None))
    if occasion.person is None:
        return Message(text, _open_link(_link(occasion.programme.username, str(action.id)), say))
    return Message(text, [_open(action, say)])


@notice("checked_in", screen="actions.checkin")
def checked_in(occasion: Occasion) -> Message | None:
    """To owner and leaders, when somebody else answered."""
    if (told := _told(occasion)) is None:
        return None
    (action, _), entry = told
    say = occasion.say
    words_of = say("{name}: {words}", name=entry.name, words=words.answer(entry, say))
    return Message(lines(bold(action.what), words_of), [_open(action, say)])


def _told(occasion: Occasion) -> tuple[tuple[Action, Group], CheckIn] | None:
    found = _found(occasion, occasion.args["action"])
    entry = occasion.uow.reminders.checkin(occasion.args["checkin"])
    return (found, entry) if found and entry else None


@notice("checkin_more", screen="actions.checkin")
def more(occasion: Occasion) -> Message | None:
    """To whoever answered in the group's chat: what is asked further, in private."""
    if (found := _found(occasion, occasion.args["action"])) is None:
        return None
    action, say = found[0], occasion.say
    asks = {
        Check.DONE.value: (say("How much money was used?"), say("💰 Real cost"), "actions.cost"),
        Check.LATE.value: (say("Which day will it be done?"), say("⏳ Give me a later day"), "actions.late"),
        Check.HELP.value: (say("What do you want help with?"), say("🙋 I want help"), "actions.help"),
    }
    text, label, screen = asks[occasion.args["answer"]]
    return Message(lines(bold(action.what), text), [[Button(label, Go(screen, {"action": action.id}, push=True))]])
