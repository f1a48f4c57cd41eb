"""How confidential words are told to their two sides."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.address import Back, Tap
from bot.chat.message import Button, column
from bot.domain.complaints import Complaint, ComplaintState, Speaker, Word
from bot.i18n import Html, Say, lines, mark, safe

TITLE = mark("🤫 A confidential word")
_STATES = {
    ComplaintState.WAITING: mark("⏳ It waits for an answer"),
    ComplaintState.ANSWERED: mark("💬 It is answered"),
    ComplaintState.SETTLED: mark("✅ It is settled"),
}
_KINDS = {"voice": mark("🎤 Voice"), "audio": mark("🎤 Voice"), "photo": mark("📷 Photo"), "video": mark("📷 Video")}


def state(complaint: Complaint, say: Say) -> Html:
    """How far it is."""
    return say(_STATES[complaint.state]) if complaint.state in _STATES else Html("")


def unsent(words: Sequence[Word], side: Speaker) -> list[Word]:
    """What a side is putting together."""
    return [word for word in words if word.speaker is side and not word.sent]


def told(words: Sequence[Word], say: Say) -> Html:
    """Pieces one below the other: texts as they are, the others by their kind."""
    return lines(*(lines(_kind(word, say), safe(word.text)) for word in words))


def _kind(word: Word, say: Say) -> Html:
    if word.medium is None:
        return Html("")
    return say(_KINDS[word.kind]) if word.kind in _KINDS else say("📎 File")


def collected(words: Sequence[Word], say: Say) -> Html:
    """What is put together, by its number alone: nobody reads it over a shoulder."""
    return say.plural("✅ {n} piece is written down", "✅ {n} pieces are written down", len(words))


def play(words: Sequence[Word], side: Speaker, say: Say) -> Button | None:
    """Fetches the voices and pictures of the other side."""
    theirs = [word for word in words if word.medium and word.speaker is not side]
    return Button(say("▶️ Play or show it"), Tap("play")) if theirs else None


def sending(say: Say) -> list[list[Button]]:
    """Under an answer that is put together."""
    return column(
        [
            Button(say("📤 Send"), Tap("send")),
            Button(say("🗑 Begin again"), Tap("anew")),
            Button(say("◀ Back"), Back()),
        ]
    )
