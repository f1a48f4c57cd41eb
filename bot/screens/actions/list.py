"""The group's actions by due date, who does them, and what is done; staff may open any group's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.address import Go, number
from bot.chat.message import Button, Message, column, row, shortened
from bot.chat.registry import Command, command, payload
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.ids import GroupId
from bot.domain.people import Role
from bot.domain.plans import Action, ActionState
from bot.i18n import Say, bold, lines, mark
from bot.screens.actions import words
from bot.services.money import expenses
from bot.services.money.expenses import Purse

_LABEL = 18  # letters of an action on a button
_PAGE = 4  # actions on one page


@dataclass(frozen=True, slots=True)
class ListView:
    purse: Purse
    today: date
    page: int
    staff: bool
    story: bool


class List(Screen[ListView | None]):
    name = "actions.list"
    args = ("group", "page")
    help = mark("Here is the work of the group's plan. Choose one to say how far it is")

    def load(self, turn: Turn) -> ListView | Go | None:
        if "group" in turn.args:
            groups = [GroupId(turn.number("group"))]
        else:
            groups = [member.group for member in turn.uow.groups.of_person(turn.me)]
        staff = Role.STAFF in turn.person.roles
        for key in groups:
            if purse := expenses.open_purse(turn.uow, key, by=turn.person):
                today = words.today(purse.group, turn.now)
                told = turn.uow.stories.of_plan(purse.plan.id) is not None
                return ListView(purse, today, turn.page, staff, told)
        return Go("actions.all") if staff and "group" not in turn.args else None

    def render(self, view: ListView | None, say: Say) -> Message:
        if view is None:
            text = say("The work of the group comes here when its plan has passed")
            see = Button(say("📝 The group's plan"), Go("plan.overview"))
            return Message(text, [[see]], asks=say("See the group's plan?"))
        purse, here = view.purse, {"group": view.purse.group.id}
        shown, page, pages = paged(sorted(purse.actions, key=_order), view.page, _PAGE)
        onward = Button(say("Other work ▶"), Go(self.name, here | {"page": (page + 1) % pages}))
        opened = column(_button(action, view.today) for action in shown)
        done = sum(action.state is ActionState.DONE for action in purse.actions)
        works = len(purse.actions)
        told = say.plural("{x} of {n} piece of work done", "{x} of {n} pieces of work done", works, x=done)
        title = purse.plan.title or purse.group.name
        group = purse.group.name if view.staff and title != purse.group.name else ""
        return Message(
            lines(bold(title), group, told),
            [*opened, row(onward if pages > 1 else None)],
            asks=say("Which work?"),
            more=_more(view, say),
        )


def _more(view: ListView, say: Say) -> list[Button]:
    here = {"group": view.purse.group.id}
    found = [
        Button(say("💰 The group's money"), Go("money.group", here)),
        Button(say("🌱 The group's story"), Go("story.page", {"plan": view.purse.plan.id})) if view.story else None,
        Button(say("📝 The group's plan"), Go("plan.overview", {"plan": view.purse.plan.id})),
        Button(say("🔨 Work of all groups"), Go("actions.all")) if view.staff else None,
    ]
    return [button for button in found if button]


def _order(action: Action) -> tuple[bool, date, int]:
    return action.state is ActionState.DONE, action.due or date.max, action.id


def _button(action: Action, day: date) -> Button:
    label = f"{words.icon(action, day)} {shortened(action.what, _LABEL)}"
    return Button(label, Go("actions.checkin", {"action": action.id}))


def _linked(rest: str) -> Go:
    """A link from a group chat: one action, or all of them. A forged one leads to a page that is not there."""
    return Go("actions.list") if rest == "all" else Go("actions.checkin", {"action": number(rest)})


payload("a", _linked)
command(Command("actions", Go("actions.list"), mark("Work to do"), order=35))
