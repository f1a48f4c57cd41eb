"""The groups of a village: joining one, or proposing a new one."""

from __future__ import annotations

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import meant, paged
from bot.domain.ids import GroupId
from bot.domain.incoming import Answer
from bot.domain.refused import Refused, Stale
from bot.i18n import Say, mark
from bot.screens.welcome.views import GroupsView, in_village
from bot.screens.welcome.words import about
from bot.services.groups import joining

_PAGE = 4  # groups on a page


class ChooseGroup(Screen[GroupsView]):
    name = "welcome.groups"
    args = ("village", "page")
    asks = True
    help = mark("Tap your group: its leader is asked. If it is not there yet, propose a new one")

    def load(self, turn: Turn) -> GroupsView:
        return in_village(turn)

    def render(self, view: GroupsView, say: Say) -> Message:
        buttons = [Button(f"👥 {name}", Tap("join", (group,))) for group, name in view.groups]
        shown, page, pages = paged(buttons, view.page, _PAGE)
        here = {"village": view.village}
        more = Button(say("More ▶"), Go(self.name, here | {"page": (page + 1) % pages})) if pages > 1 else None
        ask = say("Which group are you in?") if view.groups else say("There is no group here yet. Propose a new one?")
        new = Button(say("A new group"), Go("welcome.propose", here))
        back = Button(say("◀ Back"), Go("welcome.village", {"district": view.district}))
        rows = [*column([*shown, new]), row(back, more)]
        return Message(say("{village} village", village=view.name), rows, asks=ask)

    def tap_join(self, turn: Turn, view: GroupsView) -> Go | Back:
        chosen = turn.choice()
        name = next((name for group, name in view.groups if group == chosen), None)
        if name is None:
            raise Stale
        if turn.uow.groups.membership(GroupId(chosen), turn.me):
            return about(turn, note=turn.say("You are in the group {group} already", group=name))
        joining.ask(turn.uow, GroupId(chosen), by=turn.person, now=turn.now)
        note = turn.say("The leader of {group} has been asked. The answer will come here", group=name)
        return about(turn, note=note)

    def on_answer(self, turn: Turn, view: GroupsView, answer: Answer) -> Go | Back:
        found = meant(answer, [(name, group) for group, name in view.groups])
        if found is None:
            raise Refused("This group is not in the list yet. Choose a button below")
        turn.values = (found,)
        return self.tap_join(turn, view)
