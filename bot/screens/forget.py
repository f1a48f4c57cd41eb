"""Being erased: what goes and what stays, asked twice, taken back within a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.chat.address import Back, Go, Tap, Value
from bot.chat.message import Button, Message, column
from bot.chat.notice import Occasion, notice
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.domain.erasures import Erasure
from bot.domain.ids import PersonId
from bot.domain.notices.erasures import Erased, ErasureAsked, ErasureSoon, LeaderErased
from bot.i18n import Html, Say, bold, lines, mark, mark_plural, paragraphs
from bot.screens.welcome.words import whom
from bot.services import erasures

_HOLD = mark_plural(
    "Back-ups hold it for {n} more day, then it is gone there too",
    "Back-ups hold it for {n} more days, then it is gone there too",
)
_WHO_KNOWS = mark("Old back-ups of the office may hold it longer")
_AGAIN = mark("If one is ever used, you are erased from it at once")
_GONE = mark("✅ Everything about you was erased. Thank you for all that you did. To begin anew, press /start")


@dataclass(frozen=True, slots=True)
class ForgetView:
    """Whose wish it is, "" for one's own; what was wished; groups that nobody else leads; how long back-ups hold it."""

    name: str
    wish: Erasure | None
    leads: tuple[str, ...]
    back_ups: int
    contact: str
    here: Mapping[str, Value]  # the page's arguments


def _view(turn: Turn) -> ForgetView:
    person = _whose(turn)
    wish = erasures.open_wish(turn.uow, person, by=turn.person)
    name = "" if person == turn.me else turn.uow.people.name(person)
    leads = tuple(erasures.leads_alone(turn.uow, person))
    return ForgetView(name, wish, leads, turn.programme.back_ups, turn.programme.contact, dict(turn.args))


def _whose(turn: Turn) -> PersonId:
    return PersonId(turn.number("member")) if turn.args.get("member") else turn.me


class Forget(Screen[ForgetView]):
    name = "forget.page"
    args = ("member",)
    personal = True
    help = mark("Your name, photos and voices go. Words in the plan stay without your name. You have a day to undo it")

    def load(self, turn: Turn) -> ForgetView:
        return _view(turn)

    def render(self, view: ForgetView, say: Say) -> Message:
        head = bold(view.name) if view.name else Html("")
        if view.wish is not None:
            at = say("🗑 Everything is erased on {at}", at=say.moment(view.wish.due_at))
            keep = [Button(say("✋ Keep everything"), Tap("keep")), Button(say("◀ Back"), Back())]
            return Message(lines(head, at), column(keep), asks=say("Until then one tap keeps it"))
        told = lines(
            say("• Name, phone number, photos, voices and questions go"),
            say("• Words in the group's plan stay, without the name"),
            *(say("• Nobody else leads {group}. Hand it over first", group=group) for group in view.leads),
            Html(f"• {held(view, say)}"),
        )
        buttons = [
            Button(say("🗑 Erase it …"), Go("forget.sure", view.here, push=True)),
            Button(say("◀ Not now"), Back()),
        ]
        return Message(paragraphs(head, told), column(buttons), asks=say("Shall everything be erased?"))

    def tap_keep(self, turn: Turn, view: ForgetView) -> Go | Back:
        """One's own wish may have been a message of days ago: what lay below it then is of no use now."""
        erasures.keep(turn.uow, _whose(turn), by=turn.person, now=turn.now)
        note = turn.say("✅ Nothing is erased. Everything is as it was")
        return Back(note=note) if view.name else Go("home.menu", note=note)


class Sure(Screen[ForgetView]):
    name = "forget.sure"
    args = ("member",)
    personal = True
    help = mark("After a day this cannot be undone by anybody")

    def load(self, turn: Turn) -> ForgetView | Go:
        view = _view(turn)
        return Go("forget.page", dict(turn.args)) if view.wish is not None else view

    def render(self, view: ForgetView, say: Say) -> Message:
        text = lines(
            bold(view.name) if view.name else Html(""),
            say("There is one day to change one's mind"),
        )
        buttons = [Button(say("👍 Yes, erase everything"), Tap("erase")), Button(say("◀ No, keep it"), Back())]
        return Message(text, column(buttons), asks=say("Are you sure?"))

    def tap_erase(self, turn: Turn, view: ForgetView) -> Go:
        erasures.ask(turn.uow, _whose(turn), turn.say.zone, by=turn.person, now=turn.now)
        return Go("forget.page", dict(turn.args))


def held(view: ForgetView, say: Say) -> Html:
    """What back-ups still hold, and for how long."""
    if view.back_ups:
        return Html(f"{say.plural(*_HOLD, view.back_ups)}. {say(_AGAIN)}")
    ask = whom(view.contact, say) or say("Ask staff with /ask")
    return Html(f"{say(_WHO_KNOWS)}. {ask}")


command(Command("forget", Go("forget.page", push=True), mark("Erase me"), order=91))


# Notices --------------------------------------------------------------------------------------------------------------
@notice(ErasureAsked, screen="forget.page")
def erasure_asked(occasion: Occasion[ErasureAsked]) -> Message | None:
    """To whoever asked an administrator to be erased: perhaps it was not them."""
    return _ends(occasion)


@notice(ErasureSoon, screen="forget.page")
def erasure_soon(occasion: Occasion[ErasureSoon]) -> Message | None:
    """Two hours before the end, also to who was not seen for years."""
    return _ends(occasion)


def _ends(occasion: Occasion[ErasureAsked] | Occasion[ErasureSoon]) -> Message | None:
    wish = occasion.uow.erasures.get(occasion.person.id) if occasion.person else None
    if wish is None:
        return None
    say = occasion.say
    text = say("🗑 Everything about you is erased here on {at}", at=say.moment(wish.due_at))
    asks = say("If you do not want that, tap the button")
    return Message(text, column([Button(say("✋ Keep everything"), Tap("keep"))]), asks=asks)


@notice(Erased)
def erased(occasion: Occasion[Erased]) -> Message:
    """To a phone whose person is not known any more, nor their language: in both."""
    say, n = occasion.say, occasion.what.back_ups
    english = lines(_GONE, _HOLD[n != 1].replace("{n}", str(n)) if n else _WHO_KNOWS)
    return Message(paragraphs(lines(say(_GONE), say.plural(*_HOLD, n) if n else say(_WHO_KNOWS)), english))


@notice(LeaderErased, screen="groups.page")
def leader_erased(occasion: Occasion[LeaderErased]) -> Message | None:
    """To staff: a group has nobody who leads it."""
    group = occasion.uow.groups.get(occasion.what.group)
    if group is None or occasion.uow.groups.leaders(group.id):
        return None
    text = occasion.say("👥 The leader of {group} is not here any more. Choose somebody who leads it", group=group.name)
    return Message(text, column([Button(occasion.say("👥 Open the group"), Go("groups.page", {"group": group.id}))]))
