"""What is told of a round: it has ended, or it lost days."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.notice import Occasion, notice
from bot.domain.notices.plans import OutageLong, RoundEnded
from bot.domain.plans import PlanState
from bot.i18n import bold, lines, paragraphs
from bot.screens.rounds.words import title
from bot.screens.widgets.ask_button import ask_button
from bot.services.rounds import outages, rounds


@notice(RoundEnded, screen="plan.overview")
def round_ended(occasion: Occasion[RoundEnded]) -> Message | None:
    """A leader learns what the end of a round means for the plan; no longer needed once the round is open again."""
    plan = occasion.uow.plans.get(occasion.what.plan)
    found = occasion.uow.rounds.get(plan.round) if plan else None
    if plan is None or found is None:
        return None
    say, here = occasion.say, {"plan": plan.id}
    see = [Button(say("📖 Open the plan"), Go("plan.overview", here, push=True))]
    match found.state, plan.state:
        case rounds.CLOSED, PlanState.DRAFT:
            told = say(
                "🔒 {round} is closed. Your plan was not sent. Nothing is lost: read it any day",
                round=title(found, say),
            )
            return Message(told, [see, [ask_button(say)]])
        case ((rounds.CLOSED | rounds.RELEASED), PlanState.RETURNED):
            told = say(
                "🔒 {round} is closed. Your plan came back: you can still change it and send it",
                round=title(found, say),
            )
            if last := plan.last(found):
                told = lines(told, say("⏰ Send it again by {date}", date=say.date(say.today(last))))
            comments = [Button(say("💬 Comments of the experts"), Go("plan.comments", here, push=True))]
            return Message(told, [comments, see])
        case rounds.REMOVED, _:
            told = say("🗑 {round} was made by mistake and is gone. What you wrote is kept", round=title(found, say))
            return Message(told, [see])
    return None


@notice(OutageLong)
def outage_long(occasion: Occasion[OutageLong]) -> Message | None:
    """Staff are asked whether a long outage moves the last day; no longer needed once somebody has said so."""
    uow, say = occasion.uow, occasion.say
    found = uow.rounds.get(occasion.what.round)
    away = outages.waiting(uow, found) if found else None
    if found is None or away is None:
        return None
    began, ended = say.moment(away.begun), say.moment(away.until)
    was = say("The system was down from {began} to {ended}", began=began, ended=ended)
    asked = say("That is long, so the last day did not move by itself. Please decide")
    decide = Button(say("⏰ Days that were lost"), Go("rounds.away", {"round": found.id}, push=True))
    return Message(paragraphs(bold(title(found, say)), was, asked), [[decide]])
