"""Taking a piece out of a story: one's own, or any for the leader."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, row, shortened
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.ids import PlanId
from bot.domain.stories import StoryState
from bot.i18n import Html, Say, mark
from bot.services import stories
from bot.services.stories import Told

_LABEL = 20  # letters of a piece on a button
_PAGE = 4  # pieces on one page, the newest first


@dataclass(frozen=True, slots=True)
class PiecesView:
    """What this member may take out, and which page of it is shown."""

    told: Told
    page: int


class Pieces(Screen[PiecesView]):
    name = "story.pieces"
    args = ("plan", "page")
    help = mark("Choose what is to be taken out of the story: your own words, or any for the leader")

    def load(self, turn: Turn) -> PiecesView | Go:
        told = stories.open_of_plan(turn.uow, PlanId(turn.number("plan")), by=turn.person)
        if not told.member or told.story.state is StoryState.TOLD or not told.tellings:
            return Go("story.page", {"plan": told.story.plan})
        mine = tuple(one for one in told.tellings if told.leads or one.person == turn.me)
        whole = Told(told.story, mine, told.member, told.leads, told.names)
        return PiecesView(whole, turn.page)

    def render(self, view: PiecesView, say: Say) -> Message:
        nameless = str(say("Photo or voice"))
        shown, page, pages = paged(tuple(reversed(view.told.tellings)), view.page, _PAGE)
        buttons = [Button(f"🗑 {shortened(one.words or nameless, _LABEL)}", Tap("out", (one.id,))) for one in shown]
        here = {"plan": view.told.story.plan}
        back = Button(say("◀ Back"), Go("story.page", here))
        before = Button(say("◀ Before"), Go(self.name, here | {"page": page - 1})) if page > 0 else None
        more = Button(say("More ▶"), Go(self.name, here | {"page": page + 1})) if page < pages - 1 else None
        ask = say("What shall be taken out?") if buttons else say("Nothing here is yours to take out")
        return Message(Html(), [*column(buttons), row(back, before, more)], asks=ask)

    def tap_out(self, turn: Turn, view: PiecesView) -> Go:
        stories.take_out(turn.uow, view.told.story.plan, turn.choice(), by=turn.person)
        return Go("story.page", {"plan": view.told.story.plan}, note=turn.say("Taken out"))
