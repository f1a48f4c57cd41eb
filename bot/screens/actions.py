"""The work of an approved plan: what is due, who does it, what it costs – and one action with its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, row, shortened
from bot.chat.registry import Command, command, payload
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.ids import ActionId, GroupId
from bot.domain.incoming import Answer
from bot.domain.people import Role
from bot.domain.plans import Action, ActionState
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens import action_words as words
from bot.screens import money_words
from bot.screens.action_words import Told
from bot.services import checkins, corrections, expenses
from bot.services.checkins import Spot
from bot.services.expenses import Purse

_LABEL = 24  # letters of an action on a button
_PAGE = 10  # actions on one page


@dataclass(frozen=True, slots=True)
class ListView:
    purse: Purse
    today: date
    page: int
    staff: bool
    story: bool


class List(Screen[ListView | None]):
    """The group's actions by due date; staff may open any group's."""

    name = "actions.list"
    args = ("group", "page")
    help = mark("Here is the work of the group's plan. Choose one to say how far it is")

    def load(self, turn: Turn) -> ListView | Go | None:
        if "group" in turn.args:
            groups = [GroupId(turn.number("group"))]
        else:
            groups = [member.group for member in turn.uow.groups.of_person(turn.me)]
        staff, page = Role.STAFF in turn.person.roles, turn.args.get("page", 0)
        for key in groups:
            if purse := expenses.purse(turn.uow, key, turn.person):
                today = words.today(purse.group, turn.now)
                told = turn.uow.stories.of_plan(purse.plan.id) is not None
                return ListView(purse, today, page if isinstance(page, int) else 0, staff, told)
        return Go("actions.all") if staff and "group" not in turn.args else None

    def render(self, view: ListView | None, say: Say) -> Message:
        if view is None:
            text = say("The work of the group comes here when its plan has passed")
            return Message(text, [[Button(say("📝 The group's plan"), Go("plan.overview"))]])
        purse, here = view.purse, {"group": view.purse.group.id}
        shown, page, pages = paged(sorted(purse.actions, key=_order), view.page, _PAGE)
        before = Button(say("◀ Before"), Go(self.name, here | {"page": page - 1})) if page > 0 else None
        more = Button(say("More ▶"), Go(self.name, here | {"page": page + 1})) if page < pages - 1 else None
        money = Button(say("💰 The group's money"), Go("money.group", here))
        story = Button(say("🌱 The group's story"), Go("story.page", {"plan": purse.plan.id})) if view.story else None
        others = Button(say("🗂 Work of all groups"), Go("actions.all")) if view.staff else None
        head = lines(say("🔨 Work to do"), bold(purse.plan.title), purse.group.name)
        parts = [_summary(action, view.today, say) for action in shown]
        buttons = column(_button(action, view.today) for action in shown)
        text = paragraphs(head, *parts, money_words.sums(purse.totals, say))
        return Message(text, [*buttons, row(before, more), row(story), [money], row(others)])


def _order(action: Action) -> tuple[bool, date, int]:
    return action.state is ActionState.DONE, action.due or date.max, action.id


def _summary(action: Action, day: date, say: Say) -> Html:
    due = Html(
        ", ".join(part for part in (say.day(action.due) if action.due else "", words.when(action, day, say)) if part)
    )
    return lines(f"{words.icon(action, day)} {shortened(action.what, 120)}", action.who, due, words.money(action, say))


def _button(action: Action, day: date) -> Button:
    label = f"{words.icon(action, day)} {shortened(action.what, _LABEL)}"
    return Button(label, Go("actions.checkin", {"action": action.id}))


@dataclass(frozen=True, slots=True)
class CheckinView:
    action: Action
    group: int
    told: tuple[Told, ...]
    today: date
    member: bool
    undo: int = 0  # the answer that the reader may take back

    @property
    def media(self) -> int:
        return sum(told.entry.medium is not None for told in self.told)


class Checkin(Screen[CheckinView]):
    """One action: its facts, its history, and four buttons to say how far it is."""

    name = "actions.checkin"
    args = ("action",)
    asks = True
    personal = True
    appends = True
    aloud = (mark("How far is this work? Press: done, started, a later day, or I want help"),)
    help = mark("Say how far this work is. You can also write, speak or send a photo: it is kept with the work")

    def load(self, turn: Turn) -> CheckinView:
        task = checkins.open_task(turn.uow, ActionId(turn.number("action")), turn.person)
        history = turn.uow.reminders.checkins(task.action.id)
        told, today = words.told(history, task.group), words.today(task.group, turn.now)
        undo = corrections.takes_back(turn.uow, task, history, turn.person, now=turn.now)
        return CheckinView(task.action, task.group.id, told, today, task.member, undo)

    def render(self, view: CheckinView, say: Say) -> Message:
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

    def on_answer(self, turn: Turn, view: CheckinView, answer: Answer) -> Go:
        checkins.note(turn.uow, view.action.id, turn.person, answer, now=turn.now)
        return self._here(view, turn.say("📝 Kept with this work"))

    def tap_done(self, turn: Turn, view: CheckinView) -> Go:
        spot = Spot(turn.chat, turn.incoming.message)
        checkins.done(turn.uow, view.action.id, turn.person, seen=turn.choice(), now=turn.now, spot=spot)
        return Go("actions.cost", {"action": view.action.id}, note=turn.say("✅ Very good!"))

    def tap_started(self, turn: Turn, view: CheckinView) -> Go:
        spot = Spot(turn.chat, turn.incoming.message)
        checkins.started(turn.uow, view.action.id, turn.person, seen=turn.choice(), now=turn.now, spot=spot)
        return self._here(view, turn.say("Saved"))

    def tap_late(self, turn: Turn, view: CheckinView) -> Go:
        checkins.first(turn.uow, view.action.id, turn.person, turn.choice())
        return Go("actions.late", {"action": view.action.id})

    def tap_help(self, turn: Turn, view: CheckinView) -> Go:
        checkins.first(turn.uow, view.action.id, turn.person, turn.choice())
        return Go("actions.help", {"action": view.action.id})

    def tap_later(self, turn: Turn, view: CheckinView) -> Go:
        library = turn.library
        day = checkins.snooze(turn.uow, library, view.action.id, turn.person, turn.choice(), now=turn.now)
        return self._here(view, turn.say("You will be reminded again on {day}", day=turn.say.date(day)))

    def tap_reopen(self, turn: Turn, view: CheckinView) -> Go:
        checkins.reopen(turn.uow, turn.library, view.action.id, turn.person, seen=turn.choice(), now=turn.now)
        return self._here(view, turn.say("Saved"))

    def tap_media(self, turn: Turn, view: CheckinView) -> Go:
        checkins.show_media(turn.uow, view.action.id, turn.person, turn.chat, now=turn.now)
        return Go(self.name, {"action": view.action.id}, fresh=True)

    def _here(self, view: CheckinView, note: str) -> Go:
        return Go(self.name, {"action": view.action.id}, note=note)


def _open(action: Action, say: Say) -> list[list[Button]]:
    return [*words.answers(action, say), words.waits(say)]


def _done(action: Action, say: Say) -> list[list[Button]]:
    photo = Button(say("📷 Photo"), Go("actions.photo", {"action": action.id}))
    return [[photo, Button(say("↩️ Not done yet"), Tap("reopen", (action.revision,)))]]


def _linked(rest: str) -> Go:
    """A link from a group chat: one action, or all of them. A forged one leads to a page that is not there."""
    if rest == "all":
        return Go("actions.list")
    return Go("actions.checkin", {"action": int(rest) if rest.isdecimal() and len(rest) <= 9 else 0})


payload("a", _linked)
command(Command("actions", Go("actions.list"), mark("Work to do"), order=35))
