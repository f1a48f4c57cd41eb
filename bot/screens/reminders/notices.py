"""Reminders in private and in the group's chat, summaries, and what comes back when somebody answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from bot.chat.address import BEHIND, Go
from bot.chat.message import Button, Message, column, shortened
from bot.chat.notice import Occasion, notice
from bot.domain.groups import Group
from bot.domain.ids import ActionId
from bot.domain.notices import Notice
from bot.domain.notices.groups import GroupPaused, ToldChanged
from bot.domain.notices.reminders import (
    CheckedIn,
    CheckinMore,
    CheckinUndone,
    ReminderAnswered,
    ReminderBelow,
    ReminderChat,
    ReminderDue,
    ReminderLeader,
    ReminderStaff,
    ReminderSummary,
    ReminderWithdrawn,
)
from bot.domain.plans import Action, ActionState
from bot.domain.reminders import CheckInAnswer
from bot.domain.rounds import Verb
from bot.i18n import Html, Say, bold, lines, paragraphs
from bot.screens.actions import words as actions_words
from bot.screens.actions.words import link, open_link
from bot.screens.reminders.views import TOLD, rest_line
from bot.services.actions import corrections
from bot.services.reminders import pauses
from bot.services.rounds import allowed
from bot.store.reminders import CheckIn

_Asking: TypeAlias = ReminderDue | ReminderChat | ReminderLeader | ReminderStaff


@notice(GroupPaused, screen="reminders.group")
def paused(occasion: Occasion[GroupPaused]) -> Message | None:
    """To the leaders and the group's chat: the group rests, or its reminders come again."""
    group = occasion.uow.groups.get(occasion.what.group)
    if group is None:
        return None
    say, pause = occasion.say, pauses.current(occasion.uow, group, now=occasion.now)
    now = rest_line(pause, say) if pause else say("▶ Reminders come again")
    return Message(lines(bold(group.name), now, occasion.what.by), _change(occasion, group))


@notice(ToldChanged, screen="reminders.group")
def told_changed(occasion: Occasion[ToldChanged]) -> Message | None:
    """To the leaders and the group's chat: reminders come somewhere else."""
    group = occasion.uow.groups.get(occasion.what.group)
    if group is None:
        return None
    say = occasion.say
    head = say("{name} changed where reminders of {group} come:", name=occasion.what.by, group=group.name)
    return Message(lines(head, say(TOLD.get(group.told, "?"))), _change(occasion, group))


def _change(occasion: Occasion[Notice], group: Group) -> list[list[Button]]:
    """Leaders may change it back; in the group's chat nobody is offered that."""
    if occasion.person is None:
        return []
    change = Go("reminders.group", {"group": group.id}, push=True)
    return [[Button(occasion.say("⏰ Reminders of the group"), change)]]


def _asked(occasion: Occasion[_Asking]) -> tuple[Action, Group] | None:
    """The action of a notice and its group; None when somebody answered since, or the work is over."""
    found = found_action(occasion, occasion.what.action)
    if found is None or found[0].revision != occasion.what.revision:
        return None
    plan = occasion.uow.plans.get(found[0].plan)
    if plan is None or not allowed.may(occasion.uow, Verb.CARRY_OUT, plan):
        return None
    return None if found[0].state in (ActionState.DONE, ActionState.REMOVED) else found


def found_action(occasion: Occasion[Notice], key: int) -> tuple[Action, Group] | None:
    action = occasion.uow.actions.get(ActionId(key))
    plan = occasion.uow.plans.get(action.plan) if action else None
    group = occasion.uow.groups.get(plan.group) if plan else None
    return (action, group) if action and group else None


def open_button(action: Action, say: Say) -> list[Button]:
    return [Button(say("🔨 Open"), Go("actions.checkin", {"action": action.id}, push=True))]


@notice(ReminderDue, screen="actions.checkin", aloud=True)
def reminder(occasion: Occasion[ReminderDue]) -> Message | None:
    """To whoever is responsible, or to whoever speaks for them: how far is it?"""
    if (found := _asked(occasion)) is None:
        return None
    action, group = found
    say, day = occasion.say, actions_words.today(group, occasion.now)
    ask = say("Please ask {who}", who=action.who) if occasion.what.ask and action.who else Html()
    asks = _asks(occasion, action, day)
    *first, alone = actions_words.answers(action, day, say)
    later = actions_words.tomorrow(say)
    rows = [*first, [*alone, later]] if len(alone) == 1 else [*first, alone, [later]]
    open_ = Button(say("🧭 More"), Go("actions.checkin", {"action": action.id}, push=True, part=BEHIND))
    return Message(
        lines(bold(actions_words.head(action)), _when(occasion, action, day), ask), [*rows, [open_]], asks=asks
    )


@notice(ReminderChat, screen="actions.shared")
def reminder_chat(occasion: Occasion[ReminderChat]) -> Message | None:
    """The same in the group's chat."""
    if (found := _asked(occasion)) is None:
        return None
    action, group = found
    say, where = occasion.say, link(occasion.programme.username, str(action.id))
    day = actions_words.today(group, occasion.now)
    told = lines(bold(actions_words.head(action)), _when(occasion, action, day))
    rows = [*actions_words.answers(action, day, say), *open_link(where, say)]
    return Message(told, rows, asks=_asks(occasion, action, day))


def _when(occasion: Occasion[_Asking], action: Action, day: date) -> Html:
    """How far the first or the last day is."""
    say = occasion.say
    if not occasion.what.start or action.start is None:
        return actions_words.due(action, day, say)
    left = (action.start - day).days
    if left > 0:
        return say.plural("⏰ {n} day until the start", "⏰ {n} days until the start", left)
    if left == 0:
        return say("⏰ Starts today")
    return say.plural("🔴 {n} day past the start", "🔴 {n} days past the start", -left)


def _asks(occasion: Occasion[_Asking], action: Action, day: date) -> Html:
    if occasion.what.start and action.start is not None:
        return occasion.say("Has it begun?")
    return actions_words.asks(action, day, occasion.say)


@notice(ReminderLeader, screen="actions.checkin")
def reminder_leader(occasion: Occasion[ReminderLeader]) -> Message | None:
    """To the leaders: nobody has answered, please ask."""
    if (found := _asked(occasion)) is None:
        return None
    action, group = found
    say, day = occasion.say, actions_words.today(group, occasion.now)
    ask = say("{who} has not answered yet: {what}. Please ask them", who=action.who, what=action.what)
    rows = [*actions_words.answers(action, day, say), open_button(action, say)]
    return Message(lines(actions_words.due(action, day, say)), rows, asks=ask)


@notice(ReminderStaff, screen="actions.checkin")
def reminder_staff(occasion: Occasion[ReminderStaff]) -> Message | None:
    """To staff: a group has not answered."""
    if (found := _asked(occasion)) is None:
        return None
    action, group = found
    say, day = occasion.say, actions_words.today(group, occasion.now)
    text = say(
        "The group {group} has not answered yet: {what} – {who}", group=group.name, what=action.what, who=action.who
    )
    return Message(lines(text, actions_words.when(action, day, say)), [open_button(action, say)])


@notice(CheckinMore, screen="actions.checkin")
def more(occasion: Occasion[CheckinMore]) -> Message | None:
    """To whoever answered in the group's chat: what is asked further, in private."""
    if (found := found_action(occasion, occasion.what.action)) is None:
        return None
    action, say = found[0], occasion.say
    asks = {
        CheckInAnswer.DONE.value: (say("How much money was used?"), say("💰 Money used"), "actions.cost"),
        CheckInAnswer.LATE.value: (say("Which day will it be done?"), say("📅 Give me a later day"), "actions.late"),
        CheckInAnswer.HELP.value: (say("What do you want help with?"), say("🙋 I want help"), "actions.help"),
    }
    text, label, screen = asks[occasion.what.answer]
    return Message(lines(bold(action.what), text), [[Button(label, Go(screen, {"action": action.id}, push=True))]])


_LISTED = 12  # actions in one summary; the rest is a number and a button
_FINISHED = (ActionState.DONE, ActionState.REMOVED)


@notice(ReminderSummary)
def summary(occasion: Occasion[ReminderSummary]) -> Message | None:
    """Several reminders of one person or chat in one message; `again`: it stands there and is brought up to date."""
    again = occasion.what.again
    found = [item for key, _ in occasion.what.items if (item := found_action(occasion, key))]
    open_ones = [item for item in found if item[0].state not in _FINISHED]
    if not open_ones and not again:
        return None
    listed = found if again else open_ones
    rows = [_summed(action, group, occasion) for action, group in listed[:_LISTED]]
    unseen = len(listed) - _LISTED
    more = occasion.say.plural("… and {n} more", "… and {n} more", unseen) if unseen > 0 else Html()
    return Message(paragraphs(_head(occasion, len(open_ones)), *rows, more), _rows(occasion, open_ones))


def _head(occasion: Occasion[ReminderSummary], n: int) -> Html:
    say, what = occasion.say, occasion.what
    if n == 0:
        return say("✅ All of this is done")
    if what.rested:
        return say.plural("While the group rested, {n} thing waited:", "While the group rested, {n} things waited:", n)
    if what.late and occasion.person is not None:
        return say.plural(
            "While you had no internet, {n} thing came:", "While you had no internet, {n} things came:", n
        )
    return say.plural("⏰ {n} piece of work to think of:", "⏰ {n} pieces of work to think of:", n)


def _summed(action: Action, group: Group, occasion: Occasion[ReminderSummary]) -> Html:
    day, say = actions_words.today(group, occasion.now), occasion.say
    head = f"{actions_words.icon(action, day)} {action.what}" + (f" – {action.who}" if action.who else "")
    last = _last(occasion, action) if occasion.what.again else None
    told = say("{name}: {words}", name=last.name, words=actions_words.answer(last, say)) if last else Html()
    return lines(head, actions_words.when(action, day, say), told)


def _last(occasion: Occasion[Notice], action: Action) -> CheckIn | None:
    return corrections.last_answer(occasion.uow.reminders.checkins(action.id))


def _rows(occasion: Occasion[ReminderSummary], found: Sequence[tuple[Action, Group]]) -> list[list[Button]]:
    """A button for each action; in a group chat one link into the private chat."""
    if occasion.person is None:
        return open_link(link(occasion.programme.username, "all"), occasion.say)
    mine = any(occasion.uow.groups.membership(group.id, occasion.person.id) for _, group in found)
    buttons = (_button(action, group, occasion) for action, group in found[:_LISTED])
    return column([*buttons, Button(occasion.say("🔨 All the work"), Go("actions.list")) if mine else None])


def _button(action: Action, group: Group, occasion: Occasion[ReminderSummary]) -> Button:
    label = f"{actions_words.icon(action, actions_words.today(group, occasion.now))} {shortened(action.what, 24)}"
    return Button(label, Go("actions.checkin", {"action": action.id}, push=True))


@notice(ReminderBelow, screen="actions.checkin")
def below(occasion: Occasion[ReminderBelow]) -> Message | None:
    """An older message whose questions are asked again in a newer one."""
    if (found := found_action(occasion, occasion.what.action)) is None:
        return None
    return Message(lines(f"⏰ {found[0].what}", occasion.say("⬇️ Asked again below")))


@notice(ReminderWithdrawn, screen="actions.checkin")
def withdrawn(occasion: Occasion[ReminderWithdrawn]) -> Message | None:
    """A message about work that rests, since the experts read its plan again."""
    if (found := found_action(occasion, occasion.what.action)) is None:
        return None
    return Message(
        lines(f"⏰ {found[0].what}", occasion.say("🔁 The experts read the plan again. Nothing is to do now"))
    )


@notice(ReminderAnswered, screen="actions.checkin")
def answered(occasion: Occasion[ReminderAnswered]) -> Message | None:
    """What a reminder message becomes when somebody has answered it."""
    if (told := _told(occasion)) is None:
        return None
    (action, group), entry = told
    say = occasion.say
    head = bold(f"{actions_words.icon(action, actions_words.today(group, occasion.now))} {action.what}")
    text = paragraphs(
        head, actions_words.history(actions_words.told([entry], group), say, in_group=occasion.person is None)
    )
    return Message(text, _open_rows(occasion, action))


@notice(CheckedIn, screen="actions.checkin")
def checked_in(occasion: Occasion[CheckedIn]) -> Message | None:
    """To owner and leaders, when somebody else answered: for a day they can take it back."""
    if (told := _told(occasion)) is None:
        return None
    (action, _), entry = told
    say = occasion.say
    words_of = say("{name}: {words}", name=entry.name, words=actions_words.answer(entry, say))
    rows = _open_rows(occasion, action)
    if occasion.person is not None and occasion.now - entry.at < corrections.WITHIN:
        rows.append([Button(say("↩️ Take it back"), Go("actions.undo", {"checkin": entry.id}, push=True))])
    return Message(lines(bold(action.what), words_of), rows)


@notice(CheckinUndone, screen="actions.checkin")
def undone(occasion: Occasion[CheckinUndone]) -> Message | None:
    """To owner, leaders and whoever answered: the answer was taken back."""
    if (told := _told(occasion)) is None:
        return None
    (action, _), entry = told
    earlier = [one for one in occasion.uow.reminders.checkins(action.id) if one.id < entry.id]
    was = next((one for one in reversed(earlier) if one.answer in list(CheckInAnswer)), entry)
    text = occasion.say("{name} took back: {words}", name=entry.name, words=actions_words.answer(was, occasion.say))
    return Message(lines(bold(action.what), text), _open_rows(occasion, action))


def _open_rows(occasion: Occasion[Notice], action: Action) -> list[list[Button]]:
    if occasion.person is None:
        return open_link(link(occasion.programme.username, str(action.id)), occasion.say)
    return [open_button(action, occasion.say)]


def _told(
    occasion: Occasion[ReminderAnswered | CheckedIn | CheckinUndone],
) -> tuple[tuple[Action, Group], CheckIn] | None:
    found = found_action(occasion, occasion.what.action)
    entry = occasion.uow.reminders.checkin(occasion.what.checkin)
    return (found, entry) if found and entry else None
