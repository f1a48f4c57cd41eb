"""Somebody is erased: everything that `personal.RULES` says goes, in one transaction."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from bot.domain.delivery import SendState, UpdateState
from bot.domain.ids import AccountId, MediumId, PersonId
from bot.domain.people import FORMER, AccountState
from bot.domain.wordings import of_voice
from bot.store import references
from bot.store.cleaning import Cleaning, renamed
from bot.store.merges import NAMING
from bot.store.repository import Repository
from bot.store.tables import (
    accounts,
    actions,
    agreements,
    announcements,
    audit,
    inbox,
    media,
    members,
    merges,
    outbox,
    persons,
    places,
    plans,
    uploads,
)
from bot.store.wordings import Wordings

_MOST = 400  # conditions of one statement


def archive_name(person: PersonId) -> str:
    """How the names of the archives of somebody's own data begin."""
    return f"phaen-mydata-{person}-"


class Erasing(Repository):
    """Takes a person out of every table."""

    def entries(self, person: PersonId) -> list[PersonId]:
        """The entries that turned out to be this person."""
        return [row.gone_id for row in self.all(sa.select(merges.c.gone_id).where(merges.c.kept_id == person))]

    def erase(
        self, person: PersonId, name: str, *, phones: Collection[AccountId], alone: Collection[AccountId]
    ) -> list[str]:
        """Erase a person of this name, who used `phones`, some of them `alone`; returns files to remove from the disk.

        No phone speaks for the person any more (`People.leave`).
        """
        theirs = [person, *self.entries(person)]
        files = self._files(theirs)
        self._unname(theirs, name, set(files))
        self._empty(theirs, phones, alone)
        self._copies(person, name, phones, alone, files.values())
        self._announced(set(files))
        self._let_go(files)
        locked = accounts.c.state == AccountState.LOCKED  # opens nothing, whoever forgets whose it was
        self.run(accounts.delete().where(accounts.c.id.in_(list(alone)), ~locked))
        self.run(persons.delete().where(persons.c.id.in_(theirs)))
        return sorted(path for path in {*files.values()} - {""} if self._path_is_free(path))

    def _files(self, theirs: Collection[int]) -> dict[int, str]:
        """The files that they sent, and where each lies."""
        found = self.all(sa.select(media.c.id, media.c.path).where(media.c.person_id.in_(theirs)))
        return {row.id: row.path for row in found}

    def _path_is_free(self, path: str) -> bool:
        return self.value(media.c.id, media.c.path == path) is None

    def _unname(self, theirs: Collection[int], name: str, files: set[int]) -> None:
        """Names and files inside of the common work."""
        groups = sa.select(members.c.group_id).where(members.c.person_id.in_(theirs))
        own = sa.select(plans.c.id).where(plans.c.group_id.in_(groups))
        self.update(actions, actions.c.owner_id.in_(theirs), who=FORMER)
        if name:
            self.update(actions, actions.c.plan_id.in_(own), actions.c.who == name, who=FORMER)
        clean = Cleaning(set(theirs), name, files, self._said(files))
        for column in NAMING:
            self._clean(column, own, theirs, clean)

    def _said(self, files: Collection[int]) -> dict[int, str]:
        """What helpers wrote beside these voices."""
        subjects = {of_voice(MediumId(one)): one for one in files}
        standing = Wordings(self.connection).beside(list(subjects))
        found = {medium: standing.about(subject) for subject, medium in subjects.items()}
        return {medium: "\n".join(one.text for one in words) for medium, words in found.items() if words}

    def _clean(self, column: sa.Column[Any], own: Any, theirs: Iterable[int], clean: Cleaning) -> None:
        table, keys = column.table, list(column.table.primary_key)
        joined = references.from_plans(table)
        assert joined is not None, f"{column} belongs to a plan"
        mentions = [sa.cast(column, sa.Text).like(f"%{one}%") for one in (*theirs, *clean.files)][:_MOST]
        wanted = sa.select(*keys, column).select_from(joined).where(sa.or_(plans.c.id.in_(own), *mentions))
        for row in self.all(wanted):
            before = getattr(row, column.name)
            after = clean.of(before)
            if after != before:
                where = [key == getattr(row, key.name) for key in keys]
                self.update(table, *where, **{column.name: after})

    def _empty(self, theirs: Collection[int], phones: Collection[AccountId], alone: Collection[AccountId]) -> None:
        """What is theirs alone in rows that stay."""
        self.update(agreements, agreements.c.person_id.in_(theirs), reason="")
        self.update(agreements, agreements.c.account_id.in_(list(alone)), account_id=None)
        for one in (*(f"person {number}" for number in theirs), *(f"account {phone}" for phone in phones)):
            for row in self.all(sa.select(audit.c.id, audit.c.subject).where(audit.c.subject.contains(one))):
                said = re.sub(rf"\b{one}\b", f"{one.partition(' ')[0]} –", row.subject)
                said = re.sub(rf"(?<=, )({'|'.join(map(str, phones)) or '-'})\b", "–", said)
                self.update(audit, audit.c.id == row.id, subject=said)

    def _copies(
        self,
        person: PersonId,
        name: str,
        phones: Collection[AccountId],
        alone: Collection[AccountId],
        paths: Iterable[str],
    ) -> None:
        """What came from their phones, what went there, and what told others of them."""
        answered = inbox.c.state != UpdateState.WAITING
        self.run(inbox.delete().where(inbox.c.account_id.in_(list(phones)), answered))
        self.run(places.delete().where(places.c.account_id.in_(list(alone))))
        self.run(outbox.delete().where(sa.or_(outbox.c.chat_id.in_(list(alone)), outbox.c.person_id == person)))
        for digest in {path.rpartition("/")[2] for path in paths} - {""}:
            self.run(uploads.delete().where(uploads.c.key.like(f"%:{digest}")))
        self.run(uploads.delete().where(uploads.c.key.like(f"document:{archive_name(person)}%")))
        if name:
            self._told_of(name)

    def _told_of(self, name: str) -> None:
        """Messages about them: what was sent loses its words, what waits loses the name."""
        written = json.dumps(name)[1:-1]
        found = self.all(
            sa.select(outbox.c.id, outbox.c.state, outbox.c.content, outbox.c.args).where(
                sa.or_(*(_has(column, one) for column in (outbox.c.content, outbox.c.args) for one in (name, written)))
            )
        )
        for row in found:
            waits = row.state in (SendState.PENDING, SendState.SENDING, SendState.HELD)
            content = row.content if waits or row.content is None else {"text": "", "secret": True}
            self.update(outbox, outbox.c.id == row.id, content=renamed(content, name), args=renamed(row.args, name))

    def _announced(self, files: Collection[int]) -> None:
        """Announcements stay without these files."""
        said = sa.cast(announcements.c.media, sa.Text)
        found = self.all(sa.select(announcements.c.id, announcements.c.media).where(said.like('%"medium"%')))
        for row in found if files else ():
            left = {key: [one for one in kept if one["medium"] not in files] for key, kept in row.media.items()}
            if left != row.media:
                self.update(announcements, announcements.c.id == row.id, media=left)

    def _let_go(self, files: Collection[int]) -> None:
        """No row names these files any more."""
        for some in _some(files):
            for column in references.named():
                where = column.in_(some)
                if column.nullable:
                    self.update(column.table, where, **{column.name: None})
                else:
                    self.run(column.table.delete().where(where))
            self.run(media.delete().where(media.c.id.in_(some)))


def _has(column: sa.Column[Any], words: str) -> sa.ColumnElement[bool]:
    """Whether JSON holds these words; LIKE's own signs in them are taken as they are."""
    return sa.cast(column, sa.Text).contains(words, autoescape=True)


def _some(numbers: Collection[int]) -> Iterator[list[int]]:
    listed = sorted(numbers)
    return (listed[first : first + _MOST] for first in range(0, len(listed), _MOST))
