"""One's own confidential word: how far it is, its answer, and more to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Turn
from bot.domain.complaints import COMPLAINANT, READER, Complaint, ComplaintState, Word
from bot.domain.ids import ComplaintId
from bot.i18n import Html, Say, bold, lines, mark, safe
from bot.screens.complain import words
from bot.screens.complain.views import Side
from bot.services.complaints import complaints


@dataclass(frozen=True, slots=True)
class OwnView:
    complaint: Complaint
    reader: str
    words: tuple[Word, ...]


class Own(Side[OwnView]):
    name = "complain.own"
    help: ClassVar[str] = mark("What became of your word. Write or speak here to say more, then press Send")

    def load(self, turn: Turn) -> OwnView:
        found = complaints.open_own(turn.uow, ComplaintId(turn.number("complaint")), by=turn.person)
        reader = turn.uow.people.name(found.reader) if found.reader else ""
        return OwnView(found, reader, tuple(complaints.visible(turn.uow, found, by=turn.person)))

    def render(self, view: OwnView, say: Say) -> Message:
        head = bold(say("🤫 No. {number}", number=view.complaint.number))
        answers = [word for word in view.words if word.speaker is READER]
        mine = words.unsent(view.words, COMPLAINANT)
        answer = lines(bold(view.reader), words.told(answers, say)) if answers else Html(f"👥 {safe(view.reader)}")
        if mine:
            text = lines(head, answer, words.collected(mine, say))
            return Message(text, words.sending(say), asks=say("Add more, or press Send"))
        further = say("You can write or speak more here")
        settled = Button(say("👍 It is settled"), Tap("settled"))
        rows = [
            words.play(view.words, COMPLAINANT, say),
            settled if view.complaint.state is ComplaintState.ANSWERED else None,
            Button(say("◀ Back"), Back()),
        ]
        text = lines(head, answer, words.state(view.complaint, say))
        return Message(text, column(rows), asks=further)

    def tap_settled(self, turn: Turn, view: OwnView) -> Go:
        complaints.settle(turn.uow, view.complaint.id, by=turn.person)
        return Go(self.name, dict(turn.args))
