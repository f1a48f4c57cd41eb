"""Members of the demo have opened lessons before it begins: leaders most of them, others the first ones, some none."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain import lots
from bot.domain.ids import PersonId
from bot.services.lessons import lessons
from bot.store.database import UnitOfWork

if TYPE_CHECKING:
    from bot.demo.programme import LivingProgramme

_MEMBERS, _LEADERS = 6, 8  # lessons that members may have finished, and leaders besides
_EACH = timedelta(days=4)  # from one lesson to the next
_BEGUN = -80  # the day on which the first was read


def write(uow: UnitOfWork, programme: LivingProgramme) -> None:
    """What each member with a phone has read, lesson after lesson, and the card at which they stopped."""
    for group in programme.content.groups:
        for member in group.members:
            if member.phone:
                count = _chance(member.key) % _MEMBERS + (_LEADERS if member.leader else 0)
                _read(uow, programme, programme.people[member.key], count)


def _read(uow: UnitOfWork, programme: LivingProgramme, person: PersonId, count: int) -> None:
    library = programme.library
    for number, lesson in enumerate(library.lessons[: count + 1]):
        now = programme.at(_BEGUN) + number * _EACH
        lessons.turn_to(uow, library, lesson.key, len(lesson.cards) // 2, by=person, now=now)
        if number == count:
            return  # where they stopped
        for index, quiz in enumerate(lesson.quizzes):
            lessons.answer(uow, library, lesson.key, index, quiz.right, by=person, now=now)
        lessons.finish(uow, library, lesson.key, by=person, now=now)


def _chance(key: str) -> int:
    """0 to 255, the same at every start."""
    return lots.ticket("demo", "learning", key)[0]
