"""What became of an announcement: delivered, blocked, failed, unsure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.announcements import SENDING, SENT, STOPPED, Report
from bot.domain.people import STAFF
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.announce.views import STATES, announcement_id
from bot.services import announcements
from bot.store.announcements import Announcement

_REASONS = {
    "deactivated": mark("account deleted"),
    "chat gone": mark("chat gone"),
    "malformed": mark("Telegram did not take the text"),
    "not allowed": mark("the chat does not let me write"),
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
        item = announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person)
        if item.state not in (SENDING, SENT, STOPPED):
            return Go("announce.confirm", {"announcement": item.id})
        replies = turn.uow.announcements.replies(item.id)
        return ReportView(item, announcements.report(turn.uow, item), replies, turn.now)

    def render(self, view: ReportView, say: Say) -> Message:
        state = view.item.state if view.done or view.item.state == STOPPED else SENDING
        head = say("📊 Announcement {n}: {state}", n=view.item.id, state=say(STATES.get(state, "?")))
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


def replies(say: Say, given: str = "") -> list[list[Button]]:
    """The answers that can still be given."""
    buttons = {
        "understood": Button(say("👍 I understood"), Tap("understood")),
        "call": Button(say("📞 Call me, please"), Tap("call")),
    }
    return column(button for answer, button in buttons.items() if answer != given)
