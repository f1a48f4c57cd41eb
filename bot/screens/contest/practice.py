"""Who has practised before reading in a round, and who is to talk first, for staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.experts import PRACTICE
from bot.domain.people import STAFF
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.contest import views
from bot.screens.contest.views import ContestView
from bot.screens.rounds.words import title
from bot.services.contests import practice
from bot.services.contests.practice import AGAIN, Progress


@dataclass(frozen=True, slots=True)
class PracticeView:
    whole: ContestView
    experts: tuple[tuple[str, Progress], ...]


class Practice(Screen[PracticeView]):
    name = "contest.practice"
    args = ("round",)
    roles = STAFF
    help: ClassVar[str] = mark(
        "Whoever is more than 0.8 marks from the others on average talks with one of them and reads both once more"
    )

    def load(self, turn: Turn) -> PracticeView:
        view = views.load(turn)
        found = practice.progress(turn.uow, view.round.id, by=turn.person)
        named = sorted(((turn.uow.people.name(one.expert), one) for one in found), key=lambda one: one[0])
        return PracticeView(view, tuple(named))

    def render(self, view: PracticeView, say: Say) -> Message:
        listed = lines(*(_line(name, one, say) for name, one in view.experts)) or say(
            "Nobody has been asked to read yet"
        )
        head = lines(bold(title(view.whole.round, say)), say("💡 Two plans for practice"))
        return Message(paragraphs(head, listed), [[Button(say("◀ Back"), Back())]])


def _line(name: str, one: Progress, say: Say) -> Html:
    if one.apart is None:
        sign = "✅" if one.ready else "▫️"
        return say("{sign} {name}: {x} of {n}", sign=sign, name=name, x=len(one.done), n=PRACTICE)
    apart = say.number(round(float(one.apart), 1))
    if one.talks:
        return say("🔴 {name}: {apart} marks apart, talks and repeats", name=name, apart=apart)
    if one.attempt == AGAIN:
        return say("✅ {name}: {apart} marks apart at first, has repeated", name=name, apart=apart)
    return say("✅ {name}: {apart} marks apart", name=name, apart=apart)
