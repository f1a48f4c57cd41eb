"""How far a group is in the lessons: how many members have finished each, never who."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.content.lessons import Lesson
from bot.domain.groups import Group
from bot.domain.ids import GroupId
from bot.i18n import Say, bold, lines, mark
from bot.services.groups import groups

_PAGE = 4  # lessons on a page


@dataclass(frozen=True, slots=True)
class GroupView:
    group: Group
    members: int
    lessons: tuple[Lesson, ...]  # those that somebody still has to finish come first
    finished: Mapping[str, int]  # lesson → members
    page: int

    @property
    def complete(self) -> int:
        """How many lessons everybody has finished."""
        return sum(self.finished.get(lesson.key, 0) >= self.members for lesson in self.lessons)


class OfGroup(Screen[GroupView]):
    """For the leader and for staff."""

    name = "lessons.group"
    args = ("group", "page")
    help: ClassVar[str] = mark("How many members have finished each lesson. Read the others together at a meeting")

    def load(self, turn: Turn) -> GroupView:
        group = groups.open_to_lead(turn.uow, GroupId(turn.number("group")), by=turn.person)
        finished = turn.uow.lessons.finished_in(group.id)
        members = len(turn.uow.groups.members(group.id))
        ordered = sorted(turn.library.lessons, key=lambda lesson: finished.get(lesson.key, 0) >= members)
        return GroupView(group, members, tuple(ordered), finished, turn.page)

    def render(self, view: GroupView, say: Say) -> Message:
        shown, page, pages = paged(view.lessons, view.page, _PAGE)
        following = Go(self.name, {"group": view.group.id, "page": (page + 1) % pages})
        others = Button(say("Other lessons ▶"), following) if pages > 1 else None
        text = lines(
            bold(say("📚 Lessons of {group}", group=view.group.name)),
            say.plural(
                "Everybody has finished {x} of {n} lesson",
                "Everybody has finished {x} of {n} lessons",
                len(view.lessons),
                x=view.complete,
            ),
        )
        rows = [
            *column(self._button(lesson, view, say) for lesson in shown),
            row(Button(say("◀ Back"), Back()), others),
        ]
        return Message(text, rows, asks=say("Which lesson do you read together?"))

    def _button(self, lesson: Lesson, view: GroupView, say: Say) -> Button:
        done = view.finished.get(lesson.key, 0)
        sign = "✅" if done >= view.members else "▫️"
        label = say("{sign} Lesson {k}: {x} of {n}", sign=sign, k=lesson.order, x=done, n=view.members)
        return Button(label, Go("lessons.card", {"lesson": lesson.key, "card": 0}, push=True))
