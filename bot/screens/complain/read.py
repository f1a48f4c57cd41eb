"""A confidential word for the one person who reads it, and their answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back
from bot.chat.message import Button, Message, column
from bot.chat.screen import Turn
from bot.domain.complaints import READER, Complaint, Word
from bot.domain.ids import ComplaintId
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.complain import words
from bot.screens.complain.views import Side
from bot.services.complaints import complaints
from bot.services.groups import groups


@dataclass(frozen=True, slots=True)
class ReadView:
    complaint: Complaint
    who: str  # "" where the name is not to be known
    group: str
    words: tuple[Word, ...]


class Read(Side[ReadView]):
    name = "complain.read"
    help: ClassVar[str] = mark("Only you read this. Write or speak your answer here, then press Send")

    def load(self, turn: Turn) -> ReadView:
        found = complaints.open_to_read(turn.uow, ComplaintId(turn.number("complaint")), by=turn.person)
        group = groups.mine(turn.uow, found.person) if found.named else None
        who = turn.uow.people.name(found.person) if found.named else ""
        shown = complaints.visible(turn.uow, found, by=turn.person)
        return ReadView(found, who, group.name if group else "", tuple(shown))

    def render(self, view: ReadView, say: Say) -> Message:
        who = say.names(filter(None, (view.who, view.group))) if view.who else say("Without a name")
        head = lines(bold(say("🤫 No. {number}", number=view.complaint.number)), bold(who))
        mine = words.unsent(view.words, READER)
        sent = [word for word in view.words if word.sent]
        if mine:
            text = paragraphs(head, words.told(mine, say), say("Add more, or press Send"))
            return Message(text, words.sending(say))
        said = paragraphs(*(_piece(word, say) for word in sent))
        rows = [words.play(sent, READER, say), Button(say("◀ Back"), Back())]
        answer = lines(words.state(view.complaint, say), say("Write or speak your answer here"))
        return Message(paragraphs(head, said, answer), column(rows))


def _piece(word: Word, say: Say) -> str:
    """A piece, marked where it is one's own."""
    told = words.told([word], say)
    return lines(bold(say("Your answer")), told) if word.speaker is READER else told
