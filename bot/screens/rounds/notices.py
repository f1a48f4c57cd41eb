"""The results of a round are out."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.notice import Occasion, notice
from bot.domain.notices.plans import ResultsReleased
from bot.i18n import paragraphs
from bot.services.rounds import rounds


@notice(ResultsReleased)
def results_released(occasion: Occasion[ResultsReleased]) -> Message | None:
    """To leaders and group chats of everybody who took part."""
    plan = occasion.uow.plans.get(occasion.what.plan)
    first = rounds.first(occasion.uow, plan.round) if plan else []
    if plan is None or not first:
        return None
    say = occasion.say
    own = say("Your group has rank {n}. See points and comments", n=plan.position) if plan.position else ""
    text = paragraphs(say("🏆 The results are out. First rank: {groups}", groups=say.names(first)), own)
    see = Button(say("📝 The group's plan"), Go("plan.overview", push=True))
    return Message(text, [[see]] if occasion.person else ())
