"""What others gave a plan for practice and why, shown to an expert whose own points are in."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.content.rubric import Criterion
from bot.domain.experts import Practice
from bot.domain.people import EXPERTS
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.practice import views
from bot.screens.practice.views import SampleView
from bot.screens.widgets.more import begin, more
from bot.services import media


@dataclass(frozen=True, slots=True)
class OthersView:
    whole: SampleView
    own: Practice
    others: tuple[tuple[str, Practice], ...]  # with the name


class Others(Screen[OthersView]):
    name = "practice.others"
    args = ("round", "number")
    roles = EXPERTS
    help = mark("Your points stand first, then those of the others. Is there one that you see differently?")

    def load(self, turn: Turn) -> OthersView | Go:
        view = views.sample(turn)
        own = view.whole.seen(view.plan.key)
        if own is None:
            return Go("practice.plan", view.here)
        found = ((turn.uow.people.name(one.expert), one) for one in view.whole.others(view.plan.key))
        return OthersView(view, own, tuple(sorted(found, key=lambda one: one[0])))

    def render(self, view: OthersView, say: Say) -> Message:
        criteria = view.whole.whole.rubric.criteria
        marks = lines(*(_line(one, view, say) for one in criteria)) if view.others else ""
        whys = lines(*(_why(name, one, say) for name, one in view.others))
        voices = any(one.medium for _, one in view.others)
        ask = (
            say("Where do you differ, and why?")
            if view.others
            else say("Nobody else has read it yet. You will see it here")
        )
        back = Go("practice.page", {"round": view.whole.whole.round})
        onward = Button(say("Next ▶"), back)
        heard = Button(say("📷 See or listen"), Tap("play")) if voices else None
        return Message(paragraphs(views.title(view.whole, say), marks, whys), column([onward, heard]), asks=ask)

    def tap_play(self, turn: Turn, view: OthersView) -> Go:
        found = [one.medium for _, one in view.others]
        rest = media.show(turn.uow, found, turn.chat, turn.me, begin=begin(turn), now=turn.now)
        return Go(self.name, dict(turn.args), fresh=True, regrets=more(turn, "play", rest))


def _line(criterion: Criterion, view: OthersView, say: Say) -> Html:
    """One's own mark, then the others', the lowest first."""
    given = sorted(one.marks[criterion.key] for _, one in view.others if criterion.key in one.marks)
    own = view.own.marks.get(criterion.key, "–")
    title = criterion.title(say.language)
    return say("{title}: you {own}, others {given}", title=title, own=own, given=", ".join(map(str, given)))


def _why(name: str, one: Practice, say: Say) -> Html:
    words = one.text or say("Voice or picture")
    return lines(bold(say("{name}: {sum} points", name=name, sum=sum(one.marks.values()))), words)
