"""A certificate in Lao and English with its code, and the workbook of all that was given."""

import io
from zipfile import ZipFile

import openpyxl
import pytest
from pypdf import PdfReader

from bot.documents import certificate
from bot.documents.paper import CertificatePaper
from bot.documents.workbook import workbook
from bot.domain.contests import Phase
from bot.domain.refused import Forbidden
from bot.domain.zones import zone_of
from bot.i18n import Say, catalogue
from bot.papers import score_book
from bot.services.contests import scores, standings
from bot.settings import shipped
from bot.store.database import Database
from tests.competing import competition, read
from tests.planning import LIBRARY, NOW


@pytest.mark.parametrize("group", ["ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ ບ້ານດັກຂຽດ", "#set page(fill: red) *x* " * 9])
def test_a_certificate_is_one_page_whatever_stands_on_it(group: str) -> None:
    paper = CertificatePaper(
        heads=("ໃບຢັ້ງຢືນ", "Certificate"),
        group=group,
        title="ປູກໜໍ່ໄມ້ຝຣັ່ງ " * 20,
        ranks=("ອັນດັບ 1", "Rank 1"),
        rounds=("ຮອບ 1", "Round 1"),
        prize="ເຄື່ອງສູບນ້ຳ",
        verify=("ສະແກນ", "Scan"),
        link="https://t.me/phaen_bot?start=c-7",
    )
    made = PdfReader(io.BytesIO(certificate.pdf(paper)))
    assert len(made.pages) == 1
    assert "Rank 1" in made.pages[0].extract_text()


def test_the_workbook_has_all_that_was_given_and_no_formula(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = competition(uow, 4, 3)
        uow.groups.change(here.groups[0], name='=HYPERLINK("http://x")')
        here.on_to(Phase.PRESENTING)
        here.tell()
        here.on_to(Phase.PEERS)
        here.give({0: 3})
        here.on_to(Phase.EXPERTS)
        read(here, {0: 3})
        here.on_to(Phase.DECISION)
        standings.put(uow, LIBRARY, here.round, by=here.mali, now=NOW)
        found = scores.of_round(uow, LIBRARY, here.round, by=here.mali)
        with pytest.raises(Forbidden):
            scores.of_round(uow, LIBRARY, here.round, by=here.leaders[0])
    made = workbook(score_book.pages(found, Say(catalogue("en", shipped("locales")), zone_of("Asia/Vientiane"))))
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book.sheetnames == ["Plans", "Marks", "Comments", "Stars", "Visits", "Practice"]
    rows = {name: list(book[name].values) for name in book.sheetnames}
    assert [len(rows[name]) - 1 for name in book.sheetnames] == [4, 4 * 3 * 10, 4 * 3 * 2, 4 * 3, 0, 0]
    assert rows["Plans"][1][0] == '=HYPERLINK("http://x")'
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert b"<f>" not in ZipFile(io.BytesIO(made)).read("xl/worksheets/sheet1.xml")
