"""What several pages and notices of a group chat share."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Link, Message
from bot.chat.screen import Turn
from bot.domain.groups import Group
from bot.domain.plans import Plan
from bot.domain.refused import Stale
from bot.i18n import Say, bold, lines, mark
from bot.screens.plan.words import apart, shut
from bot.services.groups import chats
from bot.services.plans import agreements
from bot.services.plans.agreements import Tally
from bot.services.plans.plan_view import PlanView as WholePlan
from bot.store.database import UnitOfWork

EXPERTS_CHAT = mark("✅ This is the chat of the experts. A plan that waits is told here, and read in private")


def linked_chat(turn: Turn, group: Group) -> Go:
    """What comes first in a chat that has become a group's: in which language?"""
    return Go("group_chat.language", note=turn.say("This chat belongs to the group {group}", group=group.name))


def is_elsewhere(turn: Turn, group: Group | None) -> bool:
    return group is not None and group.thread != turn.incoming.thread


def here_button(elsewhere: bool, say: Say) -> Button | None:
    """A chat with topics: reminders come in the one in which this button is pressed."""
    return Button(say("📌 Reminders in this topic"), Tap("here")) if elsewhere else None


def topic_chosen(turn: Turn, group: Group | None, screen: str) -> Go:
    if group is None:
        raise Stale
    chats.choose_topic(turn.uow, group.id, turn.incoming.thread, by=turn.person, now=turn.now)
    return Go(screen, note=turn.say("📌 Reminders come in this topic now"))


@dataclass(frozen=True, slots=True)
class AgreeView:
    """A plan by its name, and how many agree; no answer and no reason."""

    title: str
    plan: Plan
    tally: Tally
    link: str  # the plan in the private chat
    shut: str  # why nobody is asked any more, "" while they are


def agree_view(uow: UnitOfWork, whole: WholePlan, username: str) -> AgreeView:
    tally, link = agreements.tally(uow, whole.plan), _link(username, whole.plan)
    return AgreeView(whole.title, whole.plan, tally, link, "" if whole.open else shut(whole))


def agree_message(view: AgreeView, say: Say) -> Message:
    count = say.plural("👥 {x} of {n} person agrees", "👥 {x} of {n} people agree", view.tally.of, x=view.tally.agree)
    text = lines(bold(view.title), count, apart(view.tally, say))
    if view.shut:
        return Message(text, asks=say(view.shut))
    rows = [
        [Button(say("👍 I agree"), Tap("agree", (view.plan.revision,)))],
        [Button(say("📝 Read, or not yet"), Link(view.link))],
    ]
    return Message(text, rows, asks=say("The group has written its plan. Do you agree to send it?"))


def _link(username: str, plan: Plan) -> str:
    return f"https://t.me/{username}?start=agree-{plan.id}"
