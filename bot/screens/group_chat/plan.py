"""How far the group's plan is, in public words."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.plans import PlanState, RoundState
from bot.domain.rounds import Verb
from bot.i18n import Html, Say, bold, lines
from bot.screens.group_chat.views import here_button, is_elsewhere, topic_chosen
from bot.screens.plan import words as plan_words
from bot.services.groups import progress
from bot.services.groups.progress import Standing
from bot.services.rounds import allowed


@dataclass(frozen=True, slots=True)
class PlanView:
    """How far the plan of the chat's group is; None in a chat without one."""

    group: Group | None
    standing: Standing | None
    asked: bool = False  # whether members are asked to agree
    elsewhere: bool = False  # reminders come in another topic of this chat


class PlanStatus(Screen[PlanView]):
    """Only what everybody in the chat may know: title, how far, the last day. No answer, no name."""

    name = "group_chat.plan"
    groups = True
    strangers = True

    def load(self, turn: Turn) -> PlanView:
        group = turn.uow.groups.of_chat(turn.chat)
        if group is None:
            return PlanView(None, None)
        standing = progress.standing(turn.uow, turn.library, group.id, now=turn.now)
        plan = standing.plan
        may = plan is not None and allowed.may(turn.uow, Verb.AGREE, plan)
        asked = may and plan is not None and bool(turn.uow.agreements.of_plan(plan.id))
        return PlanView(group, standing, asked, is_elsewhere(turn, group))

    def render(self, view: PlanView, say: Say) -> Message:
        if view.group is None or view.standing is None:
            link = Button(say("👥 Link to my group"), Go("group_chat.hello"))
            return Message(Html(), [[link]], asks=say("This chat is not linked to a group yet"))
        plan, current = view.standing.plan, view.standing.round
        due = current and current.state is RoundState.OPEN and not (plan and plan.state is PlanState.APPROVED)
        asked = plan if view.asked else None
        agree = Button(say("👥 Who agrees"), Go("group_chat.agree", {"plan": asked.id})) if asked else None
        return Message(
            lines(
                bold(plan.title if plan and plan.title else view.group.name),
                plan_words.progress(view.standing, say),
                say("Plans are due on {date}", date=say.day(say.today(current.deadline))) if current and due else "",
            ),
            column([agree, here_button(view.elsewhere, say)]),
            asks=Html(),
        )

    def tap_here(self, turn: Turn, view: PlanView) -> Go:
        return topic_chosen(turn, view.group, self.name)
