"""Figures on their way: a picture with its figures in words, the page, the workbook; staff alone get them."""

from __future__ import annotations

from bot.chat.message import Medium, Message
from bot.chat.notice import Occasion, notice
from bot.domain.notices.report import ReportPaper
from bot.domain.people import Role
from bot.i18n import Html, bold, lines
from bot.papers import figures
from bot.services import report


@notice(ReportPaper, screen="report.page")
def report_paper(occasion: Occasion[ReportPaper]) -> Message | None:
    """To whoever asked for it now, or for every week."""
    uow, say, what, person = occasion.uow, occasion.say, occasion.what, occasion.person
    if person is None or Role.STAFF not in person.roles or what.paper not in report.PAPERS:
        return None
    today = say.today(occasion.now)
    scope = report.read(uow, what.scope)
    whose = report.name(uow, occasion.programme.library, scope, say.language) or say("All groups")
    recipe = {"paper": "report", "what": what.paper, "scope": what.scope, "for": person.id, "language": say.language}
    kind = "photo" if what.paper in report.PICTURES else "document"
    medium = Medium(kind, recipe=recipe, name=figures.file_name(what.paper, today, say.language))
    if what.paper == "workbook":
        return Message(lines(bold(say("Workbook with everything")), whose), medium=medium)
    whole = report.look(uow, scope, by=person, today=today)
    told = figures.told(what.paper, whole, say)
    return Message(lines(bold(say(figures.TITLES[what.paper])), whose, Html(), told), medium=medium)
