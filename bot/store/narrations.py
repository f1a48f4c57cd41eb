"""Recorded voices: which text, in which language, of which words, by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.domain.ids import MediumId, NarrationId, PersonId
from bot.domain.narrations import NarrationState
from bot.store.repository import AnyRow, AnySelect, Repository
from bot.store.tables import media, narrations, persons, spoken_languages


@dataclass(frozen=True, slots=True)
class Narration:
    """One recording. `version` says which words were spoken; size in bytes; `by` is "" when nobody knows any more."""

    id: NarrationId
    part: str
    name: str
    language: str
    version: str
    state: NarrationState
    medium: MediumId
    person: PersonId | None
    at: datetime
    seconds: int
    size: int
    by: str


_COLUMNS = (
    narrations.c.id,
    narrations.c.part,
    narrations.c.name,
    narrations.c.language,
    narrations.c.version,
    narrations.c.state,
    narrations.c.medium_id,
    narrations.c.person_id,
    narrations.c.at,
    media.c.seconds,
    media.c.size,
    sa.func.coalesce(persons.c.name, ""),
)


class Narrations(Repository):
    """Recordings and the languages they are in; the one that is heard is the newest kept one of its language."""

    def add(
        self, key: tuple[str, str], language: str, version: str, medium: MediumId, by: PersonId, *, now: datetime
    ) -> NarrationId:
        """A new recording that its speaker has not kept yet; an earlier one of theirs gives way."""
        part, name = key
        mine = (*_about(part, name, language), narrations.c.person_id == by, narrations.c.state == NarrationState.DRAFT)
        self.run(narrations.delete().where(*mine))
        values = {"part": part, "name": name, "language": language, "version": version, "state": NarrationState.DRAFT}
        return NarrationId(self.insert(narrations, medium_id=medium, person_id=by, at=now, **values))

    def get(self, narration: NarrationId) -> Narration | None:
        row = self.first(_all().where(narrations.c.id == narration))
        return _narration(row) if row else None

    def kept(self, key: tuple[str, str], languages: Sequence[str]) -> dict[str, Narration]:
        """The recordings of a text that are heard, by language."""
        part, name = key
        found = self.ask(_KEPT, part=part, name=name)
        return {row.language: _narration(row) for row in found if row.language in languages}

    def versions(self, language: str) -> dict[tuple[str, str], str]:
        """Of every text that can be heard in a language: which words were spoken."""
        columns = (narrations.c.part, narrations.c.name, narrations.c.version)
        where = (narrations.c.language == language, narrations.c.state == NarrationState.KEPT)
        found = self.all(sa.select(*columns).where(*where).order_by(narrations.c.id))
        return {(row.part, row.name): row.version for row in found}

    def history(self, key: tuple[str, str], language: str) -> list[Narration]:
        """Every recording of a text in a language that was ever kept, the newest first."""
        wanted = _all().where(*_about(*key, language), narrations.c.state != NarrationState.DRAFT)
        return [_narration(row) for row in self.all(wanted.order_by(narrations.c.at.desc(), narrations.c.id.desc()))]

    def draft(self, key: tuple[str, str], language: str, by: PersonId) -> Narration | None:
        """What this person spoke and has not kept yet."""
        mine = (*_about(*key, language), narrations.c.person_id == by, narrations.c.state == NarrationState.DRAFT)
        row = self.first(_all().where(*mine))
        return _narration(row) if row else None

    def put(self, narration: NarrationId, **values: object) -> None:
        self.update(narrations, narrations.c.id == narration, **values)

    def retire(self, key: tuple[str, str], language: str) -> None:
        """What was heard up to now is history."""
        self.update(
            narrations, *_about(*key, language), narrations.c.state == NarrationState.KEPT, state=NarrationState.OLD
        )

    def drop(self, narration: NarrationId) -> None:
        """Forget a recording that was not kept."""
        self.run(narrations.delete().where(narrations.c.id == narration, narrations.c.state == NarrationState.DRAFT))

    # Languages -------------------------------------------------------------------------------------------------------
    def counts(self) -> Mapping[str, int]:
        """How many texts can be heard in each language, whatever words they were made of."""
        columns = (narrations.c.language, sa.func.count())
        where = narrations.c.state == NarrationState.KEPT
        return {row[0]: row[1] for row in self.all(sa.select(*columns).where(where).group_by(narrations.c.language))}

    def languages(self) -> list[tuple[int, str]]:
        """The languages that staff added, (number, name), the oldest first."""
        columns = (spoken_languages.c.id, spoken_languages.c.name)
        return [(row.id, row.name) for row in self.all(sa.select(*columns).order_by(spoken_languages.c.id))]

    def add_language(self, name: str, by: PersonId, *, now: datetime) -> int:
        return self.insert(spoken_languages, name=name, person_id=by, at=now)

    def drop_language(self, number: int) -> None:
        self.run(spoken_languages.delete().where(spoken_languages.c.id == number))

    def used(self, language: str) -> bool:
        """Whether anything was ever recorded in a language."""
        return self.value(narrations.c.id, narrations.c.language == language) is not None


def _all() -> AnySelect:
    joined = narrations.join(media).outerjoin(persons, persons.c.id == narrations.c.person_id)
    return sa.select(*_COLUMNS).select_from(joined)


def _about(part: str, name: str, language: str) -> tuple[sa.ColumnElement[bool], ...]:
    return narrations.c.part == part, narrations.c.name == name, narrations.c.language == language


def _narration(row: AnyRow) -> Narration:
    return Narration(*row)


# Built once: every page asks whether it can be heard.
_KEPT = (
    _all()
    .where(narrations.c.part == sa.bindparam("part"), narrations.c.name == sa.bindparam("name"))
    .where(narrations.c.state == NarrationState.KEPT)
    .order_by(narrations.c.id)
)
