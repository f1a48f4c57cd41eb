"""Before the first real plan of a round an expert reads two invented ones; who differs much talks, then repeats."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.people import EXPERTS
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.practice import views
from bot.services.contests.practice import Practising


@dataclass(frozen=True, slots=True)
class PracticeView:
    whole: Practising
    names: tuple[str, ...]  # of others who have practised: with them one may talk


class PracticePage(Screen[PracticeView]):
    name = "practice.page"
    args = ("round",)
    roles = EXPERTS
    help = mark("These plans are invented. Reading them, experts find out whether they mean the same by a mark")

    def load(self, turn: Turn) -> PracticeView:
        whole = views.load(turn)
        others = {one.expert for plan in whole.plans for one in whole.others(plan.key)}
        return PracticeView(whole, tuple(sorted(turn.uow.people.name(one) for one in others)))

    def render(self, view: PracticeView, say: Say) -> Message:
        whole, here = view.whole, {"round": view.whole.round}
        keys = [plan.key for plan in whole.plans]
        listed = (
            say("{sign} {i}. {title}", sign="✅" if plan.key in whole.progress.done else "▫️", i=i, title=title)
            for i, plan in enumerate(whole.plans, 1)
            for title in [plan.title(say.language)]
        )
        waiting = next((i for i, key in enumerate(keys, 1) if key not in whole.progress.done), 0)
        begin = Go("practice.plan", here | {"number": waiting})
        label = say("⭐ Open practice plan {i}", i=waiting)
        seen = [i for i, key in enumerate(keys, 1) if whole.seen(key) is not None]
        others = [
            Button(say("👥 What others gave: plan {i}", i=i), Go("practice.others", here | {"number": i})) for i in seen
        ]
        onward = Button(say("⭐ Plans to read"), Go("review.list")) if whole.progress.ready else Button(label, begin)
        text = lines(bold(say("💡 Two plans for practice")), *listed, _talk(view, say))
        return Message(text, column([onward, *others]), asks=_asks(view, say))


def _talk(view: PracticeView, say: Say) -> Html:
    if not view.whole.progress.talks or not view.names:
        return Html()
    return say("👥 They have practised too: {names}", names=say.names(view.names))


def _asks(view: PracticeView, say: Say) -> Html:
    progress = view.whole.progress
    if progress.ready:
        return say("✅ You have practised. The real plans are open now")
    if progress.talks:
        return say("Your points differ much from the others'. Talk with one of them, then read both once more")
    return say("They are not real. Read them first; then you see what others gave and why")
