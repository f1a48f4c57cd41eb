"""Texts read aloud: staff speak them in any language, keep and replace recordings; everybody hears the right one.

A recording is of certain words. When the words change – more than marks and spaces – nobody hears it any more, for it
may say something else; staff are shown that the text has changed, and speak it anew or say that it still fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.content import pieces
from bot.content.library import Library
from bot.content.pieces import SOURCE, Piece
from bot.content.text import Text
from bot.domain.ids import ChatId, NarrationId, PersonId
from bot.domain.incoming import Answer
from bot.domain.people import Person, Role
from bot.domain.refused import Counted, Forbidden, Missing, Refused, Stale
from bot.i18n import LANGUAGES
from bot.services import media, of_all
from bot.store.database import UnitOfWork
from bot.store.narrations import Narration
from bot.understand import lao

LONGEST = 180  # seconds: the longest text takes one minute to read slowly
LARGEST = 4  # MB; a voice of three minutes has less than one, and whoever hears it pays for the data
LONGEST_NAME = 30  # characters of a language's name
_OWN = "own-"  # how the key of a language that staff added begins


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language that may be spoken; `own` is the number of one that staff added, 0 for those of the folders."""

    key: str
    name: Text
    own: int = 0


class State(StrEnum):
    """How far a text is in a language."""

    MISSING = "missing"
    CHANGED = "changed"  # there is a recording, but of other words
    READY = "ready"


# Hearing --------------------------------------------------------------------------------------------------------------
def chain(person: Person | None) -> tuple[str, ...]:
    """The languages in which somebody is read to, the wanted one first, at last Lao."""
    wanted = (person.voice or person.language) if person else ""
    return tuple(dict.fromkeys(language for language in (wanted, SOURCE) if language))


def find(uow: UnitOfWork, piece: Piece, person: Person | None) -> Narration | None:
    """The recording that somebody hears: in the first of their languages that has one of these very words."""
    languages = chain(person)
    found = uow.narrations.kept(piece.key, languages)
    fits = (found[language] for language in languages if language in found)
    return next((one for one in fits if one.version == piece.version(one.language)), None)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the pages of lessons and plan can be heard."""

    n: int
    of: int


def share(uow: UnitOfWork, library: Library, languages: Sequence[str]) -> Share:
    """What can be heard by whoever is read to in the first of these languages that has the very words of a page."""
    found, pages = {language: uow.narrations.versions(language) for language in languages}, _pages(library)
    spoken = {language: versions for language, versions in found.items() if versions}
    return Share(sum(any(_fits(spoken, one, language) for language in spoken) for one in pages), len(pages))


def offered(uow: UnitOfWork, library: Library, person: Person | None) -> Share:
    """What reading aloud offers somebody: the share in their languages, else the largest in another; 0 of all: nothing.

    Where it is 0, nobody is asked whether to be read to.
    """
    mine = share(uow, library, chain(person))
    others = () if mine.n else (share(uow, library, (tongue.key, SOURCE)) for tongue in heard(uow, library))
    return max(others, key=lambda one: one.n, default=mine)


def _pages(library: Library) -> Sequence[Piece]:
    return tuple(pieces.of_library(library))


def _fits(spoken: Mapping[str, Mapping[tuple[str, str], str]], piece: Piece, language: str) -> bool:
    return piece.key in spoken[language] and spoken[language][piece.key] == piece.version(language)


def choose(uow: UnitOfWork, language: str, known: Iterable[Tongue], *, by: PersonId) -> None:
    """Keep in which language somebody wants to be read to. Refused for one that is not known. Raises: Stale."""
    if language not in {tongue.key for tongue in known}:
        raise Stale
    uow.people.change(by, voice=language, listens=True)


# Languages ------------------------------------------------------------------------------------------------------------
def tongues(uow: UnitOfWork, library: Library) -> tuple[Tongue, ...]:
    """Every language that may be spoken: those of the interface, of content/languages.yaml, and those staff added."""
    folders = (Tongue(key, Text({key: name})) for key, name in LANGUAGES.items())
    listed = (Tongue(language.key, language.name) for language in library.languages if language.key not in LANGUAGES)
    added = (Tongue(f"{_OWN}{number}", Text({SOURCE: name}), number) for number, name in uow.narrations.languages())
    return (*folders, *listed, *added)


def heard(uow: UnitOfWork, library: Library) -> tuple[Tongue, ...]:
    """The languages in which a page of lessons or plan can be heard in its present words."""
    counts = uow.narrations.counts()
    recorded = (tongue for tongue in tongues(uow, library) if counts.get(tongue.key))
    return tuple(tongue for tongue in recorded if share(uow, library, (tongue.key,)).n)


def open_tongue(uow: UnitOfWork, library: Library, key: str) -> Tongue:
    """The language called `key`. Refused when there is none. Raises: Missing."""
    found = next((one for one in tongues(uow, library) if one.key == key), None)
    if found is None:
        raise Missing("This language is not there any more")
    return found


def add_language(uow: UnitOfWork, library: Library, name: str, *, by: Person, now: datetime) -> tuple[Tongue, bool]:
    """The language of that name, and whether it is new; typed names of known ones are found in any spelling.

    Raises: Missing, Forbidden, Refused.
    """
    of_all.check(by=by)
    tidy = lao.spell(" ".join(name.split()))
    wanted = lao.skeleton(tidy)
    if not wanted or len(tidy) > LONGEST_NAME:
        raise Refused(
            Counted(
                "Please write the name of a language, up to {max} letter",
                "Please write the name of a language, up to {max} letters",
                LONGEST_NAME,
            ),
            max=LONGEST_NAME,
        )
    for known in tongues(uow, library):
        if any(lao.skeleton(other) == wanted for other in known.name.by_language.values()):
            return known, False
    number = uow.narrations.add_language(tidy, by.id, now=now)
    uow.audit.note(by.id, "added a spoken language", tidy, now=now)
    return open_tongue(uow, library, f"{_OWN}{number}"), True


def drop_language(uow: UnitOfWork, library: Library, key: str, *, by: Person, now: datetime) -> None:
    """Take away a language that staff added by mistake. Refused once something was spoken in it.

    Raises: Missing, Forbidden, Refused.
    """
    of_all.check(by=by)
    found = open_tongue(uow, library, key)
    if not found.own or uow.narrations.used(key):
        raise Refused("There are recordings in this language. It stays")
    uow.narrations.drop_language(found.own)
    uow.audit.note(by.id, "took away a spoken language", found.name(SOURCE), now=now)


# Speaking -------------------------------------------------------------------------------------------------------------
def speak(uow: UnitOfWork, piece: Piece, language: str, answer: Answer, *, by: Person, now: datetime) -> NarrationId:
    """Take what staff spoke for a text; it is heard by nobody before it is kept.

    Refused for what is no voice, and above three minutes or 4 MB. Raises: Forbidden, Refused.
    """
    of_all.check(by=by)
    if answer.kind not in ("voice", "audio") or answer.medium is None:
        raise Refused("Please speak: hold the microphone and read the text. An audio file is fine too")
    if answer.seconds > LONGEST:
        raise Refused("This recording is too long ({n} s). Please keep it under {max} s", n=answer.seconds, max=LONGEST)
    medium = uow.media.get(answer.medium)
    if medium is not None and medium.size > LARGEST * media.MIB:
        size = round(medium.size / media.MIB)
        raise Refused("This file is too big ({x} MB). Up to {max} MB can be sent", x=size, max=LARGEST)
    version = piece.version(language)
    return uow.narrations.add(piece.key, language, version, answer.medium, by.id, now=now)


def keep(uow: UnitOfWork, piece: Piece, language: str, *, by: Person, now: datetime) -> None:
    """Keep one's own draft: from now on everybody hears it; what was heard before is history.

    Raises: Forbidden, Stale.
    """
    of_all.check(by=by)
    draft = uow.narrations.draft(piece.key, language, by.id)
    if draft is None:
        raise Stale
    if draft.version != piece.version(language):
        raise Stale("The text has changed since. Please speak it once more")
    uow.narrations.retire(piece.key, language)
    uow.narrations.put(draft.id, state="kept", at=now)
    uow.media.disown(draft.medium)
    _note(uow, by, "kept a narration", draft, now)


def discard(uow: UnitOfWork, piece: Piece, language: str, *, by: Person) -> None:
    """Forget one's own draft. Raises: Forbidden."""
    of_all.check(by=by)
    if draft := uow.narrations.draft(piece.key, language, by.id):
        uow.narrations.drop(draft.id)


def remove(uow: UnitOfWork, piece: Piece, language: str, *, seen: NarrationId, by: Person, now: datetime) -> None:
    """Take away what is heard; it can be put back. Only the very one that the person saw. Raises: Forbidden, Stale."""
    of_all.check(by=by)
    found = uow.narrations.kept(piece.key, (language,)).get(language)
    if found is None or found.id != seen:
        raise Stale
    uow.narrations.put(found.id, state="removed")
    _note(uow, by, "removed a narration", found, now)


def restore(uow: UnitOfWork, piece: Piece, narration: NarrationId, *, by: Person, now: datetime) -> None:
    """Let everybody hear an earlier recording again: one that was removed, or that another one replaced.

    Raises: Forbidden, Stale.
    """
    of_all.check(by=by)
    found = uow.narrations.get(narration)
    if found is None or (found.part, found.name) != piece.key or found.state not in ("old", "removed"):
        raise Stale
    uow.narrations.retire(piece.key, found.language)
    uow.narrations.put(found.id, state="kept")
    _note(uow, by, "put a narration back", found, now)


def still_fits(uow: UnitOfWork, piece: Piece, language: str, *, by: Person, now: datetime) -> None:
    """The text has changed, but what was spoken still says the same: it is heard again. Raises: Forbidden, Stale."""
    of_all.check(by=by)
    found = uow.narrations.kept(piece.key, (language,)).get(language)
    if found is None or found.version == piece.version(language):
        raise Stale
    uow.narrations.put(found.id, version=piece.version(language))
    _note(uow, by, "said that a narration still fits", found, now)


def play(uow: UnitOfWork, narration: NarrationId, *, chat: ChatId, by: Person, now: datetime) -> None:
    """Let staff hear any recording, also a draft and an old one. Raises: Forbidden, Stale."""
    if Role.STAFF not in by.roles:
        raise Forbidden("Only staff can do this")
    found = uow.narrations.get(narration)
    if found is None or (found.state == "draft" and found.person != by.id):
        raise Stale
    media.show(uow, [found.medium], chat, by.id, now=now)


# What is missing ------------------------------------------------------------------------------------------------------
def states(uow: UnitOfWork, pieces: Sequence[Piece], language: str) -> Mapping[tuple[str, str], State]:
    """How far each text is in a language."""
    spoken = uow.narrations.versions(language)
    return {piece.key: _state(spoken.get(piece.key), piece, language) for piece in pieces}


def _state(version: str | None, piece: Piece, language: str) -> State:
    if version is None:
        return State.MISSING
    return State.READY if version == piece.version(language) else State.CHANGED


def following(
    pieces: Sequence[Piece], found: Mapping[tuple[str, str], State], after: Piece | None = None
) -> Piece | None:
    """The next text to speak behind `after`: it goes round, and what has changed counts as missing."""
    index = pieces.index(after) + 1 if after in pieces else 0
    round_ = (*pieces[index:], *pieces[:index])
    return next((piece for piece in round_ if piece != after and found[piece.key] is not State.READY), None)


def having(pieces: Iterable[Piece], words: str) -> tuple[Piece, ...]:
    """The texts that have all these words in them, in one of their languages."""
    wanted = [lao.skeleton(word) for word in words.split()]
    return tuple(piece for piece in pieces if any(_has(text, wanted) for text in piece.words.by_language.values()))


def _has(text: str, wanted: Sequence[str]) -> bool:
    characters = lao.skeleton(text)
    return all(word in characters for word in wanted)


def _note(uow: UnitOfWork, by: Person, deed: str, found: Narration, now: datetime) -> None:
    uow.audit.note(by.id, deed, f"{found.part} {found.name} in {found.language}", now=now)
