"""The question before sending stops, or goes to the same people again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.announcements import SENDING
from bot.domain.people import STAFF
from bot.i18n import Html, Say, mark
from bot.screens.announce.views import announcement_id
from bot.screens.widgets import read_back
from bot.services import announcements
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
        yes = Button(label, Tap("stop" if view.what == "stop" else "retry"))
        return read_back.question(_sure(view, say), [[yes]], back)

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
