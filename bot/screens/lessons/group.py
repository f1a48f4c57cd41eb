"""How far a group is in the lessons: how many members have finished each, never who."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.content.lessons import Lesson
from bot.domain.groups import Group
from bot.domain.ids import GroupId
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.services.groups import groups


@dataclass(frozen=True, slots=True)
class GroupView:
    group: Group
    members: int
    lessons: tuple[Lesson, ...]
    finished: Mapping[str, int]  # lesson → members


class OfGroup(Screen[GroupView]):
    """For the leader and for staff."""

    name = "lessons.group"
    args = ("group",)
    help: ClassVar[str] = mark("How many members have finished each lesson. Read the others together at a meeting")

    def load(self, turn: Turn) -> GroupView:
        group = groups.open_to_lead(turn.uow, GroupId(turn.number("group")), by=turn.person)
        finished = turn.uow.lessons.finished_in(group.id)
        return GroupView(group, len(turn.uow.groups.members(group.id)), turn.library.lessons, finished)

    def render(self, view: GroupView, say: Say) -> Message:
        head = lines(bold(say("📚 Lessons of {group}", group=view.group.name)), say("Members: {n}", n=view.members))
        rows = (self._line(lesson, view, say) for lesson in view.lessons)
        return Message(paragraphs(head, lines(*rows)), [[Button(say("◀ Back"), Back())]])

    def _line(self, lesson: Lesson, view: GroupView, say: Say) -> str:
        done = view.finished.get(lesson.key, 0)
        sign = "✅" if done == view.members else "▫️" if not done else "▶"
        many = say.plural("{x} of {n} member", "{x} of {n} members", view.members, x=done)
        return f"{sign} {lesson.order}. {lesson.title(say.language)} – {many}"
