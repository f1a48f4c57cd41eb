"""Wordings: what helpers wrote beside an answer – the words of a voice, and translations of a voice or of a text.

A wording belongs to the very voice or to the very words that it was written for. It changes no answer: when an answer
is rewritten its translation no longer stands beside it, and when the old words come back, so does their translation.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.ids import MediumId, PersonId
from bot.domain.plans import Action, Part

SAID = "said"  # the kind of a transcription; every other kind is the language of a translation
SPOKEN = ("voice", "audio", "video")


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that a helper set beside a `subject` (a voice or a text); "" when they were taken away."""

    subject: str
    kind: str
    text: str
    helper: PersonId
    helper_name: str
    at: datetime


@dataclass(frozen=True)
class Wordings:
    """The wordings of a plan that stand now: subject → kind → wording."""

    standing: Mapping[str, Mapping[str, Wording]] = field(default_factory=dict)

    @classmethod
    def of(cls, history: Iterable[Wording]) -> Wordings:
        """The last wording of each kind; `history` is in order of time."""
        standing: dict[str, dict[str, Wording]] = {}
        for wording in history:
            standing.setdefault(wording.subject, {})[wording.kind] = wording
        return cls(standing)

    def about(self, subject: str) -> tuple[Wording, ...]:
        """What stands beside a subject: what was said first, then its translations."""
        found = [wording for wording in self.standing.get(subject, {}).values() if wording.text]
        return tuple(sorted(found, key=lambda wording: (wording.kind != SAID, wording.kind)))


def of_voice(medium: MediumId) -> str:
    """The subject of a voice."""
    return f"v{medium}"


def of_text(text: str) -> str:
    """The subject of written words: the same words have the same one."""
    return f"t{hashlib.sha256(text.encode()).hexdigest()[:24]}"


def of_action(action: Action) -> str:
    """The subject of a line of the action table: what is to be done, and how one will know."""
    return of_text(action_writing(action))


def action_writing(action: Action) -> str:
    """What a line of the action table says in words: the work, and below it how one will know."""
    return "\n".join(filter(None, (action.what, action.sign)))


def writing(parts: Iterable[Part]) -> str:
    """What a person wrote in an answer, also below photos: translated as one. A value says itself in every language."""
    return "\n".join(part.text for part in parts if part.text and not part.value)


def written_in_lao(text: str) -> bool:
    """Whether most characters of a text are Lao."""
    characters = [character for character in text if character.isalpha()]
    return 2 * sum("\u0e80" <= character <= "\u0eff" for character in characters) > len(characters)


def targets(spoken: bool, text: str, languages: Iterable[str]) -> tuple[str, ...]:
    """The kinds of wordings that help: of a voice all, of a text translations out of the language it is in."""
    if spoken:
        return (SAID, *languages)
    own = "lo" if written_in_lao(text) else "en"
    return tuple(language for language in languages if language != own)
