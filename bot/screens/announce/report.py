"""What becomes of an announcement: how far it is, delivered, blocked, failed, unsure, corrected, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.domain.announcements import PAUSED, PLANNED, SENDING, SENT, STOPPED, Report
from bot.domain.delivery import Method
from bot.domain.people import STAFF
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.announce.views import STATES, announcement_id
from bot.services.announcements import after, announcements, sending, under_way
from bot.services.announcements.after import Amended
from bot.services.announcements.under_way import Progress
from bot.store.announcements import Announcement

_REASONS = {
    "deactivated": mark("account deleted"),
    "chat gone": mark("chat gone"),
    "malformed": mark("Telegram did not take the text"),
    "not allowed": mark("the chat does not let me write"),
    "said not to be there": mark("staff say that it did not arrive"),
}
BAR = 10  # squares of the bar


@dataclass(frozen=True, slots=True)
class ReportView:
    item: Announcement
    progress: Progress
    replies: dict[str, int]
    corrected: Amended
    recalled: Amended
    now: datetime

    @property
    def report(self) -> Report:
        return self.progress.report

    @property
    def done(self) -> bool:
        """Nothing is on its way any more."""
        return self.item.state == SENT and self.item.written and not self.report.waiting


class ReportPage(Screen[ReportView]):
    name = "announce.report"
    args = ("announcement",)
    roles = STAFF
    help: ClassVar[str] = mark("This page counts who got the announcement. Press “Look again” to count anew")

    def load(self, turn: Turn) -> ReportView | Go:
        item = announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person)
        if item.state not in (SENDING, SENT, STOPPED, PAUSED, PLANNED):
            return Go("announce.confirm", {"announcement": item.id})
        replies = turn.uow.announcements.replies(item.id)
        corrected, recalled = (after.amended(turn.uow, item, method) for method in (Method.AMEND, Method.RECALL))
        progress = under_way.progress(turn.uow, item, now=turn.now)
        return ReportView(item, progress, replies, corrected, recalled, turn.now)

    def render(self, view: ReportView, say: Say) -> Message:
        item = view.item
        state = item.state if view.done or item.state in (STOPPED, PAUSED, PLANNED) else SENDING
        head = say("📊 Announcement {n}: {state}", n=item.id, state=say(STATES.get(state, "?")))
        replies = lines(
            say("👍 I understood: {n}", n=view.replies.get("understood", 0)),
            say("📞 Call me, please: {n}", n=view.replies.get("call", 0)),
        )
        if state == PLANNED and item.starts_at:
            told = say("📅 It leaves on {moment}", moment=say.moment(item.starts_at, weekday=True))
        else:
            told = paragraphs(
                _bar(view, say), counts(view.report, say), "" if item.unasked else replies, _after(view, say)
            )
        text = paragraphs(bold(head), say.pick(item.texts), told)
        return Message(paragraphs(text, say.moment(view.now)), self._rows(view, say))

    def _rows(self, view: ReportView, say: Say) -> list[list[Button]]:
        here, item = {"announcement": view.item.id}, view.item
        again = Button(say("🔄 Look again"), Go("announce.report", here))
        if item.state == PLANNED:
            change = Button(say("✍️ Change it"), Tap("change"))
            return column([change, self._sure("stop", view, say), again, _list(say)])
        calls = Button(say("📞 Who wants a call"), Go("announce.calls", here)) if view.replies.get("call") else None
        silent = None if item.unasked else Button(say("❓ Who has not answered"), Go("announce.silent", here))
        reach = Button(say("👥 Who was not reached"), Go("announce.reach", here))
        more = Button(say("🧭 More"), Go("announce.more", here)) if not item.recalled_at else None
        return [[again], *self._under_way(view, say), *column([calls, silent, reach]), row(more, _list(say))]

    def _under_way(self, view: ReportView, say: Say) -> list[list[Button]]:
        item, report = view.item, view.report
        if item.state == PAUSED:
            return [row(Button(say("▶ Go on"), Tap("resume")), self._sure("stop", view, say))]
        if not view.done and item.state != STOPPED:
            return [row(Button(say("✋ Pause"), Tap("pause")), self._sure("stop", view, say))]
        failed = view.done and (report.not_sent or report.blocked)
        return column(
            [
                self._sure("refused", view, say) if failed else None,
                self._sure("unsure", view, say) if view.done and report.unsure else None,
            ]
        )

    def _sure(self, what: str, view: ReportView, say: Say) -> Button:
        return Button(say(_ASKED[what]), Go("announce.sure", {"announcement": view.item.id, "what": what}))

    def tap_pause(self, turn: Turn, view: ReportView) -> None:
        under_way.pause(turn.uow, view.item.id, by=turn.person, now=turn.now)
        turn.changed.append(Go(self.name, dict(turn.args)))

    def tap_resume(self, turn: Turn, view: ReportView) -> None:
        under_way.resume(turn.uow, view.item.id, by=turn.person, now=turn.now)
        turn.changed.append(Go(self.name, dict(turn.args)))

    def tap_change(self, turn: Turn, view: ReportView) -> Go:
        """A planned one is written on until its hour."""
        sending.take_back(turn.uow, view.item.id, by=turn.person, now=turn.now)
        return Go("announce.check", {"announcement": view.item.id})


_ASKED = {
    "stop": mark("⏹ Stop sending"),
    "refused": mark("🔁 Try the failed again"),
    "unsure": mark("🔁 Send the unsure again"),
}
_OTHER = mark("a mistake of the system")


def _list(say: Say) -> Button:
    return Button(say("📣 Announcements"), Go("announce.list"))


def _bar(view: ReportView, say: Say) -> Html:
    """How far it is while it is on its way."""
    progress = view.progress
    if view.done or not progress.all or view.item.state == STOPPED:
        return Html("")
    full = progress.done * BAR // progress.all
    bar = "✅" * full + "▫️" * (BAR - full)
    share = say("{bar} {a} of {b}", bar=bar, a=say.number(progress.done), b=say.number(progress.all))
    return lines(share, _left(progress.left, say) if progress.left is not None else "")


def _left(left: timedelta, say: Say) -> Html:
    minutes = max(1, round(left.total_seconds() / 60))
    return say.plural("About {n} minute left", "About {n} minutes left", minutes)


def _after(view: ReportView, say: Say) -> Html:
    """What became of a correction, or of taking it back, and what Telegram does not allow any more."""
    corrected, recalled = view.corrected, view.recalled
    return lines(
        say.plural("✍️ Corrected in {n} copy", "✍️ Corrected in {n} copies", corrected.done) if corrected.done else "",
        _kept(corrected, say),
        say.plural("🗑 Taken away from {n} chat", "🗑 Taken away from {n} chats", recalled.done) if recalled.done else "",
        say.plural(
            "{n} copy is older than 2 days and cannot be taken away: it says now that it was taken back",
            "{n} copies are older than 2 days and cannot be taken away: they say now that it was taken back",
            recalled.replaced,
        )
        if recalled.replaced
        else "",
        _kept(recalled, say),
    )


def _kept(amended: Amended, say: Say) -> Html:
    return lines(
        say.plural("{n} copy cannot be changed any more", "{n} copies cannot be changed any more", amended.kept)
        if amended.kept
        else "",
        say.plural("{n} copy waits for it", "{n} copies wait for it", amended.waiting) if amended.waiting else "",
    )


def counts(report: Report, say: Say) -> Html:
    """What became of it, in numbers and plain words."""
    a, b, c = (say.number(n) for n in (report.delivered, report.blocked, report.not_sent))
    return lines(
        say("Delivered {a}, blocked {b}, could not be sent {c}", a=a, b=b, c=c),
        *(f"   – {say(_REASONS.get(why, _OTHER))}: {n}" for why, n in report.failed.items()),
        say("⏳ Still waiting: {n}", n=say.number(report.waiting)) if report.waiting else "",
        say("❔ Perhaps delivered, perhaps not: {n}", n=say.number(report.unsure)) if report.unsure else "",
        say("⏹ Not sent because it was stopped: {n}", n=say.number(report.dropped)) if report.dropped else "",
    )
