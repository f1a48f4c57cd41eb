"""What comes into a group chat by itself: the plan is asked about."""

from __future__ import annotations

from bot.chat.message import Message
from bot.chat.notice import Occasion, notice
from bot.domain.notices.plans import AgreeAskedChat
from bot.domain.rounds import Verb
from bot.screens.group_chat.views import agree_message, agree_view
from bot.services.plans import plan_view
from bot.services.rounds import allowed


@notice(AgreeAskedChat, screen="group_chat.agree")
def agree_asked_chat(occasion: Occasion[AgreeAskedChat]) -> Message | None:
    """The question in the group's chat; no longer needed once the plan is sent."""
    plan = occasion.uow.plans.get(occasion.what.plan)
    if plan is None or not allowed.may(occasion.uow, Verb.AGREE, plan):
        return None
    whole = plan_view.whole(occasion.uow, occasion.programme.library, plan)
    return agree_message(agree_view(occasion.uow, whole, occasion.programme.username), occasion.say)
