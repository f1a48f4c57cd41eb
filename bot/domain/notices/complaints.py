"""Confidential words: a notice says that there is one and never what it says."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.ids import ComplaintId
from bot.domain.notices import Notice


@dataclass(frozen=True, slots=True)
class WordCame(Notice):
    notice = "word_came"
    complaint: ComplaintId


@dataclass(frozen=True, slots=True)
class WordAnswered(Notice):
    notice = "word_answered"
    complaint: ComplaintId


@dataclass(frozen=True, slots=True)
class WordPassedOn(Notice):
    notice = "word_passed_on"
