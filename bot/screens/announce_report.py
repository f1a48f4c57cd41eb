"""What became of an announcement, and the announcement in the hands of those who got it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, row
from bot.chat.notice import Occasion, notice
from bot.chat.screen import Screen, Turn
from bot.domain.announcements import SENDING, SENT, STOPPED, WAITING, Report
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.announce import STAFF, STATES, announcement_id
from bot.screens.announce_text import letter, speaking
from bot.services import announcements
from bot.store.announcements import Announcement, Caller

CALLERS = 40  # names in one message; those called first make room for the next by hand, so nobody is hidden for long
_REASONS = {
    "deactivated": mark("account deleted"),
    "chat gone": mark("chat gone"),
    "malformed": mark("Telegram did not take the text"),
}


@dataclass(frozen=True, slots=True)
class ReportView:
    item: Announcement
    report: Report
    replies: dict[str, int]
    now: datetime

    @property
    def done(self) -> bool:
        """Nothing is on its way any more."""
        return self.item.state == SENT and not self.report.waiting


class ReportPage(Screen[ReportView]):
    name = "announce.report"
    args = ("announcement",)
    roles = STAFF
    help: ClassVar[str] = mark("This page counts who got the announcement. Press “Look again” to count anew")

    def load(self, turn: Turn) -> ReportView | Go:
        item = announcements.to_see(turn.uow, announcement_id(turn), by=turn.person)
        if item.state not in (SENDING, SENT, STOPPED):
            return Go("announce.confirm", {"announcement": item.id})
        replies = turn.uow.announcements.replies(item.id)
        return ReportView(item, announcements.report(turn.uow, item), replies, turn.now)

    def render(self, view: ReportView, say: Say) -> Message:
        state = view.item.state if view.done or view.item.state == STOPPED else SENDING
        head = say("📊 Announcement {n}: {state}", n=view.item.id, state=say(STATES[state]))
        replies = lines(
            say("👍 I understood: {n}", n=view.replies.get("understood", 0)),
            say("📞 Call me, please: {n}", n=view.replies.get("call", 0)),
        )
        text = paragraphs(bold(head), say.pick(view.item.texts), _counts(view.report, say), replies)
        return Message(paragraphs(text, say.moment(view.now)), self._rows(view, say))

    def _rows(self, view: ReportView, say: Say) -> list[list[Button]]:
        here, report = {"announcement": view.item.id}, view.report
        calls = Button(say("📞 Who wants a call"), Go("announce.calls", here)) if view.replies.get("call") else None
        stop = not view.done and view.item.state != STOPPED
        failed, unsure = view.done and (report.not_sent or report.blocked), view.done and report.unsure
        asked = (
            ("stop", mark("⏹ Stop sending"), stop),
            ("refused", mark("🔁 Try the failed again"), failed),
            ("unsure", mark("🔁 Send the unsure again"), unsure),
        )
        sure = (Button(say(label), Go("announce.sure", here | {"what": what})) for what, label, on in asked if on)
        again = Button(say("🔄 Look again"), Go("announce.report", here))
        return column([again, calls, *sure, Button(say("📣 Announcements"), Go("announce.list"))])


def _counts(report: Report, say: Say) -> Html:
    a, b, c = (say.number(n) for n in (report.delivered, report.blocked, report.not_sent))
    return lines(
        say("Delivered {a}, blocked {b}, could not be sent {c}", a=a, b=b, c=c),
        *(f"   – {say(_REASONS.get(why, _OTHER))}: {n}" for why, n in report.failed.items()),
        say("⏳ Still waiting: {n}", n=say.number(report.waiting)) if report.waiting else "",
        say("❔ Perhaps delivered, perhaps not: {n}", n=say.number(report.unsure)) if report.unsure else "",
        say("⏹ Not sent because it was stopped: {n}", n=say.number(report.dropped)) if report.dropped else "",
    )


_OTHER = mark("a mistake of the system")


@dataclass(frozen=True, slots=True)
class SureView:
    item: Announcement
    what: str
    number: int
    revision: int


class Sure(Screen[SureView]):
    """The question before sending stops, or goes to the same people again."""

    name = "announce.sure"
    args = ("announcement", "what")
    roles = STAFF
    help: ClassVar[str] = mark("Nothing happens until you press the first button")

    def load(self, turn: Turn) -> SureView | Go:
        item = announcements.to_see(turn.uow, announcement_id(turn), by=turn.person)
        report, what = announcements.report(turn.uow, item), turn.word("what")
        numbers = {"stop": report.waiting, "refused": report.not_sent + report.blocked, "unsure": report.unsure}
        if not numbers.get(what) and not (what == "stop" and item.state == SENDING):
            return Go("announce.report", {"announcement": item.id})
        return SureView(item, what, numbers[what], item.revision)

    def render(self, view: SureView, say: Say) -> Message:
        label = {
            "stop": say("⏹ Stop sending"),
            "refused": say("🔁 Try again"),
            "unsure": say("🔁 Send again"),
        }[view.what]
        back = Button(say("✖️ Not yet"), Go("announce.report", {"announcement": view.item.id}))
        return Message(_sure(view, say), column([Button(label, Tap("stop" if view.what == "stop" else "retry")), back]))

    def tap_stop(self, turn: Turn, view: SureView) -> Go:
        announcements.stop(turn.uow, view.item.id, by=turn.person, now=turn.now)
        return Go("announce.report", {"announcement": view.item.id})

    def tap_retry(self, turn: Turn, view: SureView) -> Go:
        again = announcements.retry(turn.uow, view.item.id, view.what, by=turn.person, now=turn.now)
        note = turn.say.plural("🔁 On its way again to {n} person", "🔁 On its way again to {n} people", again)
        return Go("announce.report", {"announcement": view.item.id}, note=note)


def _sure(view: SureView, say: Say) -> Html:
    if view.what == "stop":
        return say.plural("Stop now? {n} person will not get it", "Stop now? {n} people will not get it", view.number)
    if view.what == "refused":
        return say.plural("Try it once more for {n} person?", "Try it once more for {n} people?", view.number)
    return say.plural(
        "{n} person may have it already. Send it to them again?",
        "{n} people may have it already. Send it to them again?",
        view.number,
    )


@dataclass(frozen=True, slots=True)
class CallsView:
    item: Announcement
    callers: tuple[Caller, ...]


class Calls(Screen[CallsView]):
    name = "announce.calls"
    args = ("announcement",)
    roles = STAFF
    help: ClassVar[str] = mark("These people asked for a call. Whoever asked first stands first")

    def load(self, turn: Turn) -> CallsView:
        item = announcements.to_see(turn.uow, announcement_id(turn), by=turn.person)
        return CallsView(item, tuple(turn.uow.announcements.callers(item.id, limit=CALLERS)))

    def render(self, view: CallsView, say: Say) -> Message:
        people = (say.names(filter(None, (bold(one.name), one.group, one.phone))) for one in view.callers)
        back = Button(say("◀ Back"), Go("announce.report", {"announcement": view.item.id}))
        return Message(paragraphs(bold(say("📞 Who wants a call")), lines(*people) or say("Nobody yet")), [[back]])


# In the hands of those who got it -------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class ReplyView:
    item: Announcement
    author: str
    answer: str  # understood, call or ""


class Reply(Screen[ReplyView]):
    """The announcement stays where it is; an answer is added below its words and may be changed."""

    name = "announce.reply"
    args = ("announcement",)
    help: ClassVar[str] = mark("Press a button, so that the staff know that you have read it")

    def load(self, turn: Turn) -> ReplyView:
        item = announcements.received(turn.uow, announcement_id(turn), by=turn.person)
        return ReplyView(item, turn.uow.people.name(item.author), turn.uow.announcements.reply(item.id, turn.me))

    def render(self, view: ReplyView, say: Say) -> Message:
        answered = {
            "understood": say("Thank you, your answer has arrived"),
            "call": say("A staff member will call you"),
        }.get(view.answer, Html(""))
        menu = Button(say("🏠 First page"), Go("home.menu"))
        return Message(
            paragraphs(letter(view.item.texts, view.author, say), answered), [*_replies(say, view.answer), [menu]]
        )

    def tap_understood(self, turn: Turn, view: ReplyView) -> None:
        announcements.reply(turn.uow, view.item.id, "understood", by=turn.person, now=turn.now)

    def tap_call(self, turn: Turn, view: ReplyView) -> None:
        announcements.reply(turn.uow, view.item.id, "call", by=turn.person, now=turn.now)


def _replies(say: Say, given: str = "") -> list[list[Button]]:
    """The answers that can still be given."""
    buttons = {
        "understood": Button(say("👍 I understood"), Tap("understood")),
        "call": Button(say("📞 Call me, please"), Tap("call")),
    }
    return column(button for answer, button in buttons.items() if answer != given)


@notice("announcement", screen="announce.reply")
def announcement(occasion: Occasion) -> Message | None:
    """To everybody of the audience, each in their language; group chats get it without buttons."""
    item = occasion.uow.announcements.get(occasion.args["announcement"])
    if item is None or item.state == STOPPED:
        return None
    text = letter(item.texts, occasion.uow.people.name(item.author), occasion.say)
    return Message(text, _replies(occasion.say) if occasion.person else ())


@notice("announcement_test", screen="announce.check")
def announcement_test(occasion: Occasion) -> Message | None:
    """To whoever writes it, as readers of one language will see it."""
    item = occasion.uow.announcements.get(occasion.args["announcement"])
    if item is None:
        return None
    say = speaking(occasion.say, occasion.args["language"])
    labels = (say("👍 I understood"), say("📞 Call me, please"))
    text = letter(item.texts, occasion.uow.people.name(item.author), say)
    return Message(text, column(Button(label, Tap("tested")) for label in labels))


@notice("announcement_waiting")
def announcement_waiting(occasion: Occasion) -> Message | None:
    """To other staff: many people are meant, a second pair of eyes is asked for."""
    item = occasion.uow.announcements.get(occasion.args["announcement"])
    if item is None or item.state != WAITING:
        return None
    say, author = occasion.say, occasion.uow.people.name(item.author)
    look = Button(say("👁 Look at it"), Go("announce.confirm", {"announcement": item.id}, push=True))
    return Message(say("{name} asks you to confirm this announcement", name=author), [row(look)])


@notice("announcement_back")
def announcement_back(occasion: Occasion) -> Message | None:
    """To the author: the second staff member wants it changed."""
    item = occasion.uow.announcements.get(occasion.args["announcement"])
    if item is None:
        return None
    say = occasion.say
    look = Button(say("✏️ Open it"), Go("announce.check", {"announcement": item.id}, push=True))
    return Message(
        say("{name} gave your announcement back, so that it can be changed", name=occasion.args["by"]), [[look]]
    )
