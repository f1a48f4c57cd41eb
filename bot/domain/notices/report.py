"""The figures of the programme as a picture or a paper."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.notices import Notice


@dataclass(frozen=True, slots=True)
class ReportPaper(Notice):
    notice = "report_paper"
    paper: str  # funnel, overdue, money, pdf, workbook
    scope: str  # whose figures, as a button carries it
