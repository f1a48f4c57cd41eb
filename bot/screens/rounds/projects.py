"""The projects whose groups a round is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.content.library import Library
from bot.domain.people import STAFF
from bot.domain.plans import Round
from bot.domain.refused import Stale
from bot.i18n import Say, bold, lines, mark
from bot.screens.rounds.views import open_to_set
from bot.screens.rounds.words import title, whom
from bot.services.groups import directory
from bot.services.rounds import whom as service

_PAGE = 4


@dataclass(frozen=True, slots=True)
class ProjectsView:
    round: Round
    projects: tuple[str, ...]
    page: int
    library: Library


class Projects(Screen[ProjectsView]):
    name = "rounds.projects"
    args = ("round", "page")
    roles = STAFF
    help: ClassVar[str] = mark("Press a project to take it in, or out again. Without any the round is for all")

    def load(self, turn: Turn) -> ProjectsView | Go:
        found = open_to_set(turn)
        if isinstance(found, Go):
            return found
        known = {*directory.projects(turn.uow, by=turn.person), *found.projects}
        return ProjectsView(found, tuple(sorted(known)), turn.page, turn.library)

    def render(self, view: ProjectsView, say: Say) -> Message:
        here, mine = {"round": view.round.id}, view.round.projects
        shown, page, pages = paged(view.projects, view.page, _PAGE)
        buttons = (Button(f"✅ {one}" if one in mine else one, Tap("turn", (directory.code(one),))) for one in shown)
        more = Button(say("More ▶"), Go(self.name, here | {"page": (page + 1) % pages})) if pages > 1 else None
        back = Button(say("◀ Back"), Go("rounds.whom", here))
        text = lines(bold(title(view.round, say)), whom(view.round, view.library, say))
        return Message(text, [*column(buttons), row(back, more)], asks=say("Which projects?"))

    def tap_turn(self, turn: Turn, view: ProjectsView) -> Go:
        wanted = str(turn.value())
        project = next((one for one in view.projects if directory.code(one) == wanted), None)
        if project is None:
            raise Stale
        names = set(view.round.projects) ^ {project}
        service.set_for(turn.uow, view.round.id, "projects", names, by=turn.person, now=turn.now)
        return Go(self.name, {"round": view.round.id, "page": view.page})
