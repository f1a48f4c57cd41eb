"""Telling administrators that new content cannot be served, and when it can again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.content.fault import Fault
from bot.domain.notices.failures import ContentFaulty, ContentMended
from bot.services import notices
from bot.store.database import UnitOfWork

STAMP = "faulty content"  # the stamp of the files that administrators were told of
SHOWN = 8  # faults in one message; `phaen content check` lists them all


def report(uow: UnitOfWork, faults: Sequence[Fault], stamp: str, *, below: Path | None, now: datetime) -> None:
    """Tell administrators once of faulty files, by file and line, and once that they are mended.

    `stamp` says which state of the files it is about: several processes that see the same tell it once.
    """
    told = uow.key_values.get(STAMP)
    if faults and told != stamp:
        shown = [(_name(fault.file, below), fault.line, f"{fault.problem}. {fault.mend}") for fault in faults[:SHOWN]]
        notices.tell_admins(uow, ContentFaulty(faults=tuple(shown), n=len(faults)), now=now, key=stamp)
        uow.key_values.set(STAMP, stamp)
    elif told and not faults:
        notices.tell_admins(uow, ContentMended(), now=now, key=told)
        uow.key_values.set(STAMP, "")


def _name(file: Path, below: Path | None) -> str:
    """A file as writers know it: below the programme's folder."""
    return str(file.relative_to(below)) if below and file.is_relative_to(below) else file.name
