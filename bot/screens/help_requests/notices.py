"""What people hear of a help request: that it was made, taken, told more about, answered, forgotten, solved."""

from __future__ import annotations

from bot.chat import cut
from bot.chat.address import Go, Tap
from bot.chat.message import Button, Medium, Message, length
from bot.chat.notice import Occasion, notice
from bot.domain.groups import Group
from bot.domain.help_requests import HelpRequest, HelpState
from bot.domain.notices import Notice
from bot.domain.notices.help_requests import (
    HelpAgain,
    HelpAnswered,
    HelpBetter,
    HelpMore,
    HelpSolved,
    HelpTaken,
    HelpWanted,
)
from bot.domain.plans import Action
from bot.i18n import Html, Say, bold, lines
from bot.screens.help_requests import words
from bot.services import media
from bot.store.reminders import CheckIn


def _found(occasion: Occasion[Notice], checkin: int) -> tuple[HelpRequest, Action, Group] | None:
    request = occasion.uow.help_requests.get(checkin)
    action = occasion.uow.actions.get(request.action) if request else None
    plan = occasion.uow.plans.get(action.plan) if action else None
    group = occasion.uow.groups.get(plan.group) if plan else None
    return (request, action, group) if request and action and group else None


def _for_group(occasion: Occasion[Notice], checkin: int) -> tuple[HelpRequest, Action] | None:
    """The request for a member of its group; nothing for somebody who has left it."""
    found = _found(occasion, checkin)
    if found is None or occasion.person is None:
        return None
    inside = occasion.uow.groups.membership(found[2].id, occasion.person.id)
    return (found[0], found[1]) if inside else None


def _answer(request: HelpRequest, say: Say) -> list[list[Button]]:
    take = [Button(say("🤝 I will help"), Tap("take"))] if request.state is HelpState.WAITING else []
    return [take, [Button(say("💬 Answer"), Go("actions.answer", {"checkin": request.id}, push=True))]]


@notice(HelpWanted, screen="actions.answer")
def wanted(occasion: Occasion[HelpWanted]) -> Message | None:
    """To experts or staff: somebody wants help."""
    if (found := _found(occasion, occasion.what.checkin)) is None:
        return None
    request, action, group = found
    return Message(words.asked(request, action, group, occasion.say), _answer(request, occasion.say))


@notice(HelpAgain, screen="actions.answer")
def again(occasion: Occasion[HelpAgain]) -> Message | None:
    """To those who may help: it still waits."""
    found = _found(occasion, occasion.what.checkin)
    if found is None or occasion.person is None or found[0].state not in (HelpState.WAITING, HelpState.TAKEN):
        return None
    request, action, group = found
    say, me = occasion.say, occasion.person.id
    text = lines(words.asked(request, action, group, say), words.state(request, me, say))
    return Message(lines(say("⏰ Still waiting for an answer"), text), _answer(request, say))


@notice(HelpMore, screen="actions.answer")
def more(occasion: Occasion[HelpMore]) -> Message | None:
    """To whoever helps: the group tells more, or still wants help."""
    found, entry = _found(occasion, occasion.what.checkin), occasion.uow.reminders.checkin(occasion.what.entry)
    if found is None or entry is None:
        return None
    request, action, _ = found
    say = occasion.say
    still = say("🙋 {name} still wants help: {what}", name=entry.name, what=action.what)
    told = say("💬 {name} tells more about: {what}", name=entry.name, what=action.what)
    text = lines(still if entry.answer == "still" else told, entry.words)
    return _with_medium(occasion, text, entry, _answer(request, say))


@notice(HelpSolved)
def solved(occasion: Occasion[HelpSolved]) -> Message | None:
    """To whoever helped: it is solved."""
    if (found := _found(occasion, occasion.what.checkin)) is None:
        return None
    request, action, _ = found
    thanks = occasion.say("✅ {name} says that it is solved. Thank you!", name=request.asker_name)
    return Message(lines(bold(action.what), thanks))


@notice(HelpTaken, screen="help_requests.mine")
def taken(occasion: Occasion[HelpTaken]) -> Message | None:
    """To whoever asked: somebody will help."""
    if (found := _for_group(occasion, occasion.what.checkin)) is None:
        return None
    request, action = found
    taker = occasion.uow.people.name(occasion.what.helper)
    text = occasion.say("🤝 {name} will help you", name=taker)
    return Message(lines(bold(action.what), text), [[_open(request, occasion.say)]])


@notice(HelpAnswered, screen="help_requests.mine")
def answered(occasion: Occasion[HelpAnswered]) -> Message | None:
    """To whoever asked: the words, voice or picture of who answers – and did it help?"""
    reply = occasion.uow.reminders.checkin(occasion.what.reply)
    action = occasion.uow.actions.get(reply.action) if reply else None
    checkin = occasion.what.checkin  # None in rows that an older version wrote
    found = _for_group(occasion, checkin) if checkin is not None else None
    if reply is None or action is None or (checkin is not None and found is None):
        return None
    say = occasion.say
    text = lines(say("💬 {name} answers about: {what}", name=reply.name, what=action.what), reply.words)
    work = Button(say("📖 Open"), Go("actions.checkin", {"action": action.id}, push=True))
    rows = [*_helped(say), [_open(found[0], say)]] if found and found[0].state.open else [[work]]
    return _with_medium(occasion, text, reply, rows, fetched=found is not None)


@notice(HelpBetter, screen="help_requests.mine")
def better(occasion: Occasion[HelpBetter]) -> Message | None:
    """To whoever asked, some days after an answer: is it solved?"""
    found = _for_group(occasion, occasion.what.checkin)
    if found is None or found[0].state is not HelpState.ANSWERED:
        return None
    request, action = found
    say = occasion.say
    text = say("{name} answered. Is it solved now?", name=request.taker_name or say("Somebody"))
    return Message(lines(bold(action.what), text), [*_helped(say), [_open(request, say)]])


def _helped(say: Say) -> list[list[Button]]:
    return [[Button(say("✅ It is solved"), Tap("solved"))], [Button(say("🙋 I still want help"), Tap("still"))]]


def _open(request: HelpRequest, say: Say) -> Button:
    return Button(say("📖 Open"), Go("help_requests.mine", {"checkin": request.id}, push=True))


def _with_medium(
    occasion: Occasion[Notice], text: Html, entry: CheckIn, rows: list[list[Button]], *, fetched: bool = True
) -> Message:
    """Words and their voice or picture.

    Where the reader wants little data, or the words are too many for a caption, the page may offer to fetch it.
    """
    kept = occasion.uow.media.get(entry.medium) if entry.medium else None
    say = occasion.say
    if kept is None:
        return Message(text, rows)
    if say.light or length(text) > cut.CAPTION:
        fetch = Button(say("▶️ Play or show it, {n} KB", n=-(-kept.size // 1000)), Tap("media"))
        return Message(text, [[fetch], *rows] if fetched else rows)
    return Message(text, rows, medium=Medium(**media.resent(kept)))
