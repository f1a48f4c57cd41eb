"""What several pages about a story load and share."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.message import length, shortened
from bot.domain.stories import StoryState, Telling
from bot.i18n import Html, Say, safe
from bot.services.stories import Told

_ROOM = 2_800  # UTF-16 units for what was told; questions and buttons share the 4,096 of a message with it


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story as members and staff see it. `sign`: how the group wanted to know that it has worked."""

    told: Told
    sign: str

    @property
    def finished(self) -> bool:
        return self.told.story.state is StoryState.TOLD


def said(tellings: tuple[Telling, ...], say: Say, *, names: bool) -> list[Html]:
    """The pieces of a story, as many as one message has room for; with or without who told them."""
    kept: list[Html] = []
    for one in tellings:
        sign = {"text": "💬", "photo": "📷"}.get(one.kind, "🎤")
        words = safe(shortened(one.words, 900)) if one.words else say("Photo") if one.kind == "photo" else say("Voice")
        name = one.name or say("Somebody")
        told = say("{name}: {words}", name=name, words=words) if names else words
        part = Html(f"{safe(sign)} {told}")
        if sum(length(text) + 2 for text in (*kept, part)) > _ROOM:
            return [*kept, Html("…")]
        kept.append(part)
    return kept


def readers_line(view: StoryView, say: Say) -> Html:
    """Who may read it."""
    if not view.finished:
        return Html()
    shared = view.told.story.shared
    return say("👥 Other groups may read this story") if shared else say("👥 Only the group and staff read this story")
