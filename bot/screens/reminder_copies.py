"""What becomes of reminders in people's chats: summaries, answers of others, and answers that were taken back."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, shortened
from bot.chat.notice import Occasion, notice
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.ids import ActionId
from bot.domain.plans import Action, ActionState
from bot.domain.reminders import Check
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens import action_words as words
from bot.screens.reminder import found_action, link, open_button, open_link
from bot.services import corrections
from bot.services.corrections import Correction
from bot.store.reminders import CheckIn

_LISTED = 12  # actions in one summary; the rest is a number and a button
_FINISHED = (ActionState.DONE, ActionState.REMOVED)


@notice("reminder_summary")
def summary(occasion: Occasion) -> Message | None:
    """Several reminders of one person or chat in one message; `again`: it stands there and is brought up to date."""
    again = occasion.args.get("again", False)
    found = [item for key, _ in occasion.args["items"] if (item := found_action(occasion, key))]
    open_ones = [item for item in found if item[0].state not in _FINISHED]
    if not open_ones and not again:
        return None
    listed = found if again else open_ones
    rows = [_summed(action, group, occasion) for action, group in listed[:_LISTED]]
    unseen = len(listed) - _LISTED
    more = occasion.say.plural("… and {n} more", "… and {n} more", unseen) if unseen > 0 else Html()
    return Message(paragraphs(_head(occasion, len(open_ones)), *rows, more), _rows(occasion, open_ones))


def _head(occasion: Occasion, n: int) -> Html:
    say, args = occasion.say, occasion.args
    if n == 0:
        return say("✅ All of this is done")
    if args.get("rested"):
        return say.plural("While the group rested, {n} thing waited:", "While the group rested, {n} things waited:", n)
    if args["late"] and occasion.person is not None:
        return say.plural(
            "While you had no internet, {n} thing came:", "While you had no internet, {n} things came:", n
        )
    return say.plural("⏰ {n} piece of work to think of:", "⏰ {n} pieces of work to think of:", n)


def _summed(action: Action, group: Group, occasion: Occasion) -> Html:
    day, say = words.today(group, occasion.now), occasion.say
    head = f"{words.icon(action, day)} {action.what}" + (f" – {action.who}" if action.who else "")
    last = _last(occasion, action) if occasion.args.get("again") else None
    told = say("{name}: {words}", name=last.name, words=words.answer(last, say)) if last else Html()
    return lines(head, words.when(action, day, say), told)


def _last(occasion: Occasion, action: Action) -> CheckIn | None:
    return corrections.last_answer(occasion.uow.reminders.checkins(action.id))


def _rows(occasion: Occasion, found: Sequence[tuple[Action, Group]]) -> list[list[Button]]:
    """A button for each action; in a group chat one link into the private chat."""
    if occasion.person is None:
        return open_link(link(occasion.programme.username, "all"), occasion.say)
    mine = any(occasion.uow.groups.membership(group.id, occasion.person.id) for _, group in found)
    buttons = (_button(action, group, occasion) for action, group in found[:_LISTED])
    return column([*buttons, Button(occasion.say("🔨 All the work"), Go("actions.list")) if mine else None])


def _button(action: Action, group: Group, occasion: Occasion) -> Button:
    label = f"{words.icon(action, words.today(group, occasion.now))} {shortened(action.what, 24)}"
    return Button(label, Go("actions.checkin", {"action": action.id}, push=True))


@notice("reminder_below", screen="actions.checkin")
def below(occasion: Occasion) -> Message | None:
    """An older message whose questions are asked again in a newer one."""
    if (found := found_action(occasion, occasion.args["action"])) is None:
        return None
    return Message(lines(f"⏰ {found[0].what}", occasion.say("⬇️ Asked again below")))


@notice("reminder_answered", screen="actions.checkin")
def answered(occasion: Occasion) -> Message | None:
    """What a copy of the question becomes when somebody has answered it."""
    if (told := _told(occasion)) is None:
        return None
    (action, group), entry = told
    say = occasion.say
    head = bold(f"{words.icon(action, words.today(group, occasion.now))} {action.what}")
    text = paragraphs(head, words.history(words.told([entry], group), say, in_group=occasion.person is None))
    return Message(text, _open_rows(occasion, action))


@notice("checked_in", screen="actions.checkin")
def checked_in(occasion: Occasion) -> Message | None:
    """To owner and leaders, when somebody else answered: for a day they can take it back."""
    if (told := _told(occasion)) is None:
        return None
    (action, _), entry = told
    say = occasion.say
    words_of = say("{name}: {words}", name=entry.name, words=words.answer(entry, say))
    rows = _open_rows(occasion, action)
    if occasion.person is not None and occasion.now - entry.at < corrections.WITHIN:
        rows.append([Button(say("↩️ Take it back"), Go("actions.undo", {"checkin": entry.id}, push=True))])
    return Message(lines(bold(action.what), words_of), rows)


@notice("checkin_undone", screen="actions.checkin")
def undone(occasion: Occasion) -> Message | None:
    """To owner, leaders and whoever answered: the answer was taken back."""
    if (told := _told(occasion)) is None:
        return None
    (action, _), entry = told
    earlier = [one for one in occasion.uow.reminders.checkins(action.id) if one.id < entry.id]
    was = next((one for one in reversed(earlier) if one.answer in list(Check)), entry)
    text = occasion.say("{name} took back: {words}", name=entry.name, words=words.answer(was, occasion.say))
    return Message(lines(bold(action.what), text), _open_rows(occasion, action))


def _open_rows(occasion: Occasion, action: Action) -> list[list[Button]]:
    if occasion.person is None:
        return open_link(link(occasion.programme.username, str(action.id)), occasion.say)
    return [open_button(action, occasion.say)]


def _told(occasion: Occasion) -> tuple[tuple[Action, Group], CheckIn] | None:
    found = found_action(occasion, ActionId(occasion.args["action"]))
    entry = occasion.uow.reminders.checkin(occasion.args["checkin"])
    return (found, entry) if found and entry else None


class Undo(Screen[Correction]):
    """One answer that may be taken back, asked before it happens."""

    name = "actions.undo"
    args = ("checkin",)
    personal = True
    help = mark("You can take back an answer for 24 hours. The work is then as it was before")

    def load(self, turn: Turn) -> Correction:
        return corrections.open_answer(turn.uow, turn.number("checkin"), turn.person, now=turn.now)

    def render(self, view: Correction, say: Say) -> Message:
        action, entry = view.task.action, view.entry
        told = say("{name}: {words}", name=entry.name, words=words.answer(entry, say))
        ask = say("Take this answer back? The work will be as it was before")
        closed = say("This answer cannot be taken back any more. You can still say how far the work is now")
        take = Button(say("↩️ Take it back"), Tap("take")) if view.open else None
        back = Button(say("◀ Back"), Go("actions.checkin", {"action": action.id}))
        return Message(paragraphs(bold(action.what), told, ask if view.open else closed), column([take, back]))

    def tap_take(self, turn: Turn, view: Correction) -> Go:
        corrections.undo(turn.uow, turn.library, view.entry.id, turn.person, now=turn.now)
        note = turn.say("↩️ Taken back. The work is as it was")
        return Go("actions.checkin", {"action": view.task.action.id}, note=note)
