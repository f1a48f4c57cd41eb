"""The phases of a competition: which are over, which one it is in, and the way on."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.contests import PHASES, Phase
from bot.domain.people import STAFF
from bot.domain.plans import RoundState
from bot.i18n import Html, Say, bold, joined, lines, mark, paragraphs
from bot.screens.contest import views, words
from bot.screens.contest.views import ContestView
from bot.screens.rounds.words import title
from bot.services.contests import scores


class Page(Screen[ContestView]):
    name = "contest.page"
    args = ("round",)
    roles = STAFF
    help: ClassVar[str] = mark("Phases follow one another on their day, or when you begin the next one here")

    def load(self, turn: Turn) -> ContestView:
        return views.load(turn)

    def render(self, view: ContestView, say: Say) -> Message:
        here, following = {"round": view.round.id}, view.contest.following
        sure = following and Go("contest.sure", here | {"phase": views.number(following)}, push=True)
        onward = Button(say("▶ Begin the next phase"), sure) if sure else None
        ends = Button(say("📅 Days of the phases"), Go("contest.days", here, push=True))
        rules = Button(say("⚙️ Rules"), Go("contest.rules", here, push=True))
        heard = view.contest.reached(Phase.PEERS)
        stars = Button(say("⭐ Stars of the groups"), Go("contest.stars", here, push=True)) if heard else None
        experts = view.contest.reached(Phase.EXPERTS)
        points = Button(say("⭐ Points of the experts"), Go("contest.points", here, push=True)) if experts else None
        readers = None if experts else Button(say("👥 Who reads what"), Go("contest.readers", here, push=True))
        practice = Button(say("💡 Practice of the experts"), Go("contest.practice", here, push=True))
        practised = practice if experts and view.contest.rules.practice else None
        book = Button(say("📄 All scores as a file"), Tap("book")) if heard else None
        visits = view.contest.phase is Phase.FOLLOW_UP
        visit = Button(say("🔨 Visits"), Go("visit.list", push=True)) if visits else None
        final = view.contest.phase is Phase.WINNERS
        winners = Button(say("🏆 Final winners"), Go("library.winners", here, push=True)) if final else None
        coming = view.round.state is RoundState.DRAFT and view.contest.rules.told is None
        tell = Button(say("📣 Tell the rule to all"), Go("contest.tell", here, push=True)) if coming else None
        listed = lines(*(_line(view, phase, say) for phase in PHASES))
        text = paragraphs(bold(title(view.round, say)), listed)
        return Message(
            text,
            column(
                [
                    tell,
                    onward,
                    winners,
                    visit,
                    points,
                    practised,
                    stars,
                    readers,
                    ends,
                    rules,
                    book,
                    Button(say("◀ Back"), Back()),
                ]
            ),
        )

    def tap_book(self, turn: Turn, view: ContestView) -> Go:
        scores.send(turn.uow, view.round.id, turn.say.language, chat=turn.chat, by=turn.person, now=turn.now)
        return Go(self.name, {"round": view.round.id}, fresh=True)


def _line(view: ContestView, phase: Phase, say: Say) -> Html:
    sign = "🔨" if phase is view.contest.phase else "✅" if view.contest.reached(phase) else "▫️"
    told = words.phase(phase, say)
    until = words.until(view.contest, phase, say)
    return joined(", ", joined(" ", sign, told), until)
