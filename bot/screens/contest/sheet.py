"""Which score sheet experts fill in: for all projects, or for one that has its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.content.rubric import Rubric
from bot.domain.people import STAFF
from bot.i18n import Say, bold, mark, paragraphs
from bot.screens.contest import views
from bot.screens.contest.views import ContestView
from bot.screens.rounds.words import title
from bot.services.contests import contests

_MOST = 6  # projects with a button each


@dataclass(frozen=True, slots=True)
class SheetView:
    whole: ContestView
    sheets: tuple[Rubric, ...]
    projects: tuple[str, ...]
    index: int  # of the project, 0: all


class Sheet(Screen[SheetView]):
    name = "contest.sheet"
    args = ("round", "project")
    roles = STAFF
    help: ClassVar[str] = mark(
        "A project may have a score sheet of its own. It is chosen before the first plan is sent"
    )

    def load(self, turn: Turn) -> SheetView:
        view, number = views.load(turn), turn.args.get("project", 0)
        projects = sorted({group.project for group in turn.uow.groups.all_in_state("active")} - {""})
        names = ("", *projects[:_MOST])
        index = number if isinstance(number, int) and 0 <= number < len(names) else 0
        return SheetView(view, tuple(turn.library.rubrics.values()), names, index)

    def render(self, view: SheetView, say: Say) -> Message:
        here, project = {"round": view.whole.round.id}, view.projects[view.index]
        chosen = view.whole.contest.rubric(project) or "rubric"
        sheets = [
            Button(
                f"{'✅' if one.key == chosen else '▫️'} {one.title(say.language) if one.title else one.key}",
                Tap("take", (one.key,)),
            )
            for one in view.sheets
        ]
        others = [
            Button(name or say("All projects"), Go(self.name, here | {"project": index}))
            for index, name in enumerate(view.projects)
            if index != view.index
        ]
        ask = say("Which score sheet for {project}?", project=project or say("all projects"))
        text = paragraphs(bold(title(view.whole.round, say)), ask)
        return Message(text, column([*sheets, *others, Button(say("◀ Back"), Back())]))

    def tap_take(self, turn: Turn, view: SheetView) -> Go:
        project, key = view.projects[view.index], str(turn.value())
        contests.set_rubric(turn.uow, turn.library, view.whole.round.id, project, key, by=turn.person, now=turn.now)
        here = {"round": view.whole.round.id, "project": view.index}
        return Go(self.name, here, note=turn.say("✅ Saved"))
