"""Typed words that mean a button: what somebody wrote instead of tapping."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.i18n import plain
from bot.understand import lao

T = TypeVar("T")


def meant(answer: Answer, options: Iterable[tuple[str, T]]) -> T | None:
    """The option whose label was typed, with or without its emoji and in any usual spelling; None when none was."""
    wanted = lao.skeleton(answer.text) if answer.is_text else ""
    return next((value for label, value in options if wanted and lao.skeleton(plain(label)) == wanted), None)


def only_text(answer: Answer) -> str:
    """The typed words; a voice or photo is refused where a name has to be seen by others."""
    if not answer.is_text:
        raise Refused("This has to be written, or chosen with a button")
    return answer.text


def cut_out(total: int, page: int, size: int) -> tuple[int, int]:
    """Which page of a list of so many is meant, and how many there are; a wrong page is the nearest."""
    pages = max(1, -(-total // size))
    return min(max(page, 0), pages - 1), pages


def paged(items: Sequence[T], page: int, size: int) -> tuple[list[T], int, int]:
    """One page of a long list, which page it is, and how many there are; a wrong page is the nearest."""
    page, pages = cut_out(len(items), page, size)
    return list(items[page * size : (page + 1) * size]), page, pages
