"""The projects whose groups somebody of the staff sees and acts for: some, or all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.ids import PersonId
from bot.domain.people import ADMINS, Person, Role
from bot.domain.refused import Stale
from bot.i18n import Say, bold, lines, mark
from bot.services import roles
from bot.services.groups import directory


@dataclass(frozen=True, slots=True)
class ProjectsView:
    person: Person
    projects: tuple[str, ...]


class Projects(Screen[ProjectsView]):
    name = "people.projects"
    args = ("member",)
    roles: ClassVar[frozenset[Role]] = ADMINS
    help: ClassVar[str] = mark("Without a choice they look after the groups of all projects. They are told of a change")

    def load(self, turn: Turn) -> ProjectsView:
        person = roles.open_person(turn.uow, PersonId(turn.number("member")), by=turn.person)
        known = {*directory.projects(turn.uow, by=turn.person), *person.projects}
        return ProjectsView(person, tuple(sorted(known)))

    def render(self, view: ProjectsView, say: Say) -> Message:
        mine = set(view.person.projects)
        buttons = [
            Button(f"✅ {one}" if one in mine else one, Tap("turn", (directory.code(one),))) for one in view.projects
        ]
        every = Button(say("All projects"), Tap("all")) if mine else None
        told = (
            say(
                "{name} sees and acts for the groups of {projects} alone",
                name=view.person.name,
                projects=say.names(sorted(mine)),
            )
            if mine
            else say("{name} sees and acts for the groups of all projects", name=view.person.name)
        )
        return Message(
            lines(bold(view.person.name), told),
            column([*buttons, every, Button(say("◀ Back"), Back())]),
            asks=say("Which projects?"),
        )

    def tap_turn(self, turn: Turn, view: ProjectsView) -> None:
        wanted = str(turn.value())
        project = next((one for one in view.projects if directory.code(one) == wanted), None)
        if project is None:
            raise Stale
        self._keep(turn, view, set(view.person.projects) ^ {project})

    def tap_all(self, turn: Turn, view: ProjectsView) -> None:
        self._keep(turn, view, set())

    def _keep(self, turn: Turn, view: ProjectsView, projects: set[str]) -> None:
        roles.look_after(turn.uow, view.person.id, projects, by=turn.person, now=turn.now)
