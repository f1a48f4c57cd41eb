"""The question before sending stops, or goes to the same people again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.announcements import PLANNED, SENDING
from bot.domain.people import STAFF
from bot.i18n import Html, Say, mark
from bot.screens.announce.views import announcement_id
from bot.screens.widgets import read_back
from bot.services.announcements import after, announcements, sending, under_way
from bot.store.announcements import Announcement


@dataclass(frozen=True, slots=True)
class SureView:
    item: Announcement
    what: str
    number: int
    revision: int


class Sure(Screen[SureView]):
    name = "announce.sure"
    args = ("announcement", "what")
    roles = STAFF
    help: ClassVar[str] = mark("Nothing happens until you press the first button")

    def load(self, turn: Turn) -> SureView | Go:
        item = announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person)
        report, what = sending.report(turn.uow, item), turn.word("what")
        failed = report.not_sent + report.blocked
        came = report.delivered if item.sent_at and not item.recalled_at else 0
        numbers = {"stop": report.waiting, "refused": failed, "unsure": report.unsure, "recall": came}
        if not numbers.get(what) and not (what == "stop" and item.state in (SENDING, PLANNED)):
            return Go("announce.report", {"announcement": item.id})
        return SureView(item, what, numbers[what], item.revision)

    def render(self, view: SureView, say: Say) -> Message:
        label = {
            "stop": say("⏹ Stop sending"),
            "refused": say("🔁 Try again"),
            "unsure": say("🔁 Send again"),
            "recall": say("🗑 Take it back"),
        }[view.what]
        back = Button(say("✖️ Not yet"), Go("announce.report", {"announcement": view.item.id}))
        yes = Button(label, Tap({"stop": "stop", "recall": "recall"}.get(view.what, "retry")))
        others = (("arrived", say("✅ Count them as delivered")), ("lost", say("✋ Count them as not")))
        decide = [[Button(label, Tap(action))] for action, label in others if view.what == "unsure"]
        return read_back.question(_sure(view, say), [[yes], *decide], back)

    def tap_stop(self, turn: Turn, view: SureView) -> Go:
        under_way.stop(turn.uow, view.item.id, by=turn.person, now=turn.now)
        return Go("announce.report", {"announcement": view.item.id})

    def tap_recall(self, turn: Turn, view: SureView) -> Go:
        after.recall(turn.uow, view.item.id, by=turn.person, now=turn.now)
        note = turn.say("🗑 It is being taken back")
        return Go("announce.report", {"announcement": view.item.id}, note=note)

    def tap_arrived(self, turn: Turn, view: SureView) -> Go:
        under_way.settle(turn.uow, view.item.id, True, by=turn.person, now=turn.now)
        return Go("announce.report", {"announcement": view.item.id})

    def tap_lost(self, turn: Turn, view: SureView) -> Go:
        under_way.settle(turn.uow, view.item.id, False, by=turn.person, now=turn.now)
        return Go("announce.report", {"announcement": view.item.id})

    def tap_retry(self, turn: Turn, view: SureView) -> Go:
        again = under_way.retry(turn.uow, view.item.id, view.what, by=turn.person, now=turn.now)
        note = turn.say.plural("🔁 On its way again to {n} person", "🔁 On its way again to {n} people", again)
        return Go("announce.report", {"announcement": view.item.id}, note=note)


def _sure(view: SureView, say: Say) -> Html:
    if view.what == "stop":
        return say.plural("Stop now? {n} person will not get it", "Stop now? {n} people will not get it", view.number)
    if view.what == "recall":
        return say.plural(
            "Take it back from {n} chat? What is older than 2 days stays and says that it was taken back",
            "Take it back from {n} chats? What is older than 2 days stays and says that it was taken back",
            view.number,
        )
    if view.what == "refused":
        return say.plural("Try it once more for {n} person?", "Try it once more for {n} people?", view.number)
    return say.plural(
        "{n} person may have it already. Send it to them again?",
        "{n} people may have it already. Send it to them again?",
        view.number,
    )
