"""What is written of a group is put right: its name, its village, its project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.groups import Group
from bot.domain.ids import GroupId
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.domain.refused import Missing, Refused, Stale
from bot.i18n import Say, bold, lines, mark
from bot.services.groups import desk, directory, groups

_ASKED = {
    "name": mark("What is the group called?"),
    "village": mark("In which village? Please write its name"),
    "project": mark("In which project is it? Choose it or write its name"),
}


@dataclass(frozen=True, slots=True)
class EditView:
    group: Group
    field: str
    projects: tuple[str, ...]


class Edit(Screen[EditView]):
    name = "groups.edit"
    args = ("group", "field")
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("The log keeps what was written before, and who changed it")

    def load(self, turn: Turn) -> EditView:
        group = groups.open_to_lead(turn.uow, GroupId(turn.number("group")), by=turn.person)
        field = turn.word("field")
        if field and field not in _ASKED:
            raise Missing
        return EditView(group, field, tuple(directory.projects(turn.uow, by=turn.person)))

    def render(self, view: EditView, say: Say) -> Message:
        group, back = view.group, Button(say("◀ Back"), Back())
        text = lines(
            bold(group.name),
            say("{village} village", village=group.village),
            say("Project: {name}", name=group.project) if group.project else "",
        )
        if not view.field:
            labels = {"name": say("✍️ Name"), "village": say("✍️ Village"), "project": say("✍️ Project")}
            buttons = [Button(label, self._to(view, field)) for field, label in labels.items()]
            return Message(text, column([*buttons, back]), asks=say("What shall be changed?"))
        known = (
            [Button(one, Tap("project", (directory.code(one),))) for one in view.projects if one != group.project]
            if view.field == "project"
            else []
        )
        return Message(text, column([*known, back]), asks=say(_ASKED[view.field]))

    def _to(self, view: EditView, field: str) -> Go:
        return Go(self.name, {"group": view.group.id, "field": field}, push=True)

    def tap_project(self, turn: Turn, view: EditView) -> Back:
        wanted = str(turn.value())
        project = next((one for one in view.projects if directory.code(one) == wanted), None)
        if project is None:
            raise Stale
        return self._keep(turn, view, "project", project)

    def on_answer(self, turn: Turn, view: EditView, answer: Answer) -> Back:
        if not view.field:
            raise Refused("Choose first what shall be changed")
        return self._keep(turn, view, view.field, only_text(answer))

    def _keep(self, turn: Turn, view: EditView, field: str, value: str) -> Back:
        desk.change(turn.uow, view.group.id, field, value, by=turn.person, now=turn.now)
        return Back(note=turn.say("✅ It is changed"))
