"""A month's money."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.ids import GroupId
from bot.domain.notices import Notice


@dataclass(frozen=True, slots=True)
class MoneyMonth(Notice):
    notice = "money_month"
    group: GroupId
    year: int
    month: int


@dataclass(frozen=True, slots=True)
class MoneyMonthChat(Notice):
    notice = "money_month_chat"
    group: GroupId
    year: int
    month: int
