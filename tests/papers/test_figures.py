"""Figures on paper: true and whole in Lao, one page for donors, a workbook whose words are words."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pypdf
import pytest

from bot.documents import charts
from bot.documents.figures import Chart
from bot.documents.workbook import workbook
from bot.domain.all_actions import EVERYBODY
from bot.domain.refused import Forbidden
from bot.domain.report import FUNNEL, Figure, Part, People
from bot.domain.zones import zone_of
from bot.i18n import Say, catalogue
from bot.papers import everything, figures
from bot.papers.figures import Gathered
from bot.settings import shipped
from bot.store.database import Database
from tests.planning import LIBRARY, NOW, settle
from tests.services.test_report import programme

LAO = Say(catalogue("lo", shipped("locales")), zone_of("Asia/Vientiane"))


def gathered(n: int, name: str = "ເມືອງ") -> Gathered:
    part = Part(
        "",
        dict.fromkeys((*FUNNEL, Figure.OVERDUE), 999),
        dict.fromkeys(FUNNEL, People(333, 333, 333)),
        777,
        {Figure.PLANNED: 10**11, Figure.SPENT: 10**10, Figure.RECEIVED: 0, Figure.INCOME: 0},
    )
    rows = tuple((f"{name} {number}", part) for number in range(n))
    return Gathered(part, rows, rows, "ທຸກກຸ່ມ", LAO, NOW, "ໂຄງການ")


def test_the_workbook_holds_dates_numbers_and_words_that_are_no_formulas(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        programme(here)
        uow.groups.change(here.group, name='=HYPERLINK("http://x","y")')
        uow.people.change(here.noy.id, phone="+8562055123456", name="+1-2")
        pages = everything.pages(uow, LIBRARY, EVERYBODY, LAO, by=here.mali)
        with pytest.raises(Forbidden):
            everything.pages(uow, LIBRARY, EVERYBODY, LAO, by=here.noy)
    book = openpyxl.load_workbook(io.BytesIO(workbook(pages)))
    assert book.sheetnames == ["ກຸ່ມ", "ສະມາຊິກ", "ແຜນ", "ວຽກ", "ເງິນ", "ເງິນທີ່ໄດ້ຮັບ", "ບົດຮຽນ"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}  # no formula, no error
    assert not [cell.value for cell in cells if cell.data_type == "s" and str(cell.value)[0] in "=+-@"]
    members = book["ສະມາຊິກ"]
    noy = next(row for row in members.iter_rows(values_only=True) if row[2] == "'+1-2")
    assert noy[6] == "020 5512 3456"
    assert isinstance(noy[7], datetime)
    assert noy[7].hour == 9  # as clocks in Laos show it
    work = list(book["ວຽກ"].iter_rows(min_row=2, values_only=True))
    assert (work[0][6], work[0][7]) == (500_000, 100_000)
    assert [row[3] for row in book["ເງິນ"].iter_rows(min_row=2, values_only=True)] == [40_000, 50_000]
    assert workbook(pages) == workbook(pages)  # the same bytes, so that a phone has them once


def test_the_same_figures_stand_in_the_picture_and_in_its_words() -> None:
    found = gathered(3)
    (steps, *_) = figures.sheet("funnel", found).parts
    assert isinstance(steps, Chart)
    told = figures.told("funnel", found.whole, LAO)
    for bar in steps.bars:
        assert bar.label in told
        assert sum(bar.values) == 999
    assert "100.000.000.000 ກີບ" in figures.told("money", found.whole, LAO)


@pytest.mark.slow
@pytest.mark.parametrize("n", [0, 1, 40])
def test_the_page_for_donors_is_one_page_however_many_districts_there_are(n: int) -> None:
    made = charts.page(figures.sheet("pdf", gathered(n, "ຊື່ຍາວໆ ຂອງເມືອງໜຶ່ງທີ່ຢູ່ໄກຫຼາຍ ແລະ ຍັງຍາວອີກ")))
    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) == 1


@pytest.mark.slow
def test_pictures_are_light_and_hostile_names_are_words() -> None:
    for paper in ("funnel", "overdue", "money"):
        made = charts.picture(figures.sheet(paper, gathered(20, "#panic() *x* $1$ <b>")))
        assert made.startswith(b"\x89PNG")
        assert len(made) < 200_000
