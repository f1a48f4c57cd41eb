"""The plan on paper and the card: what stands on them, how big they are, and what they survive."""

import io
import re
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from bot.documents import plan
from bot.documents.plan import Action, Answer, PlanPaper, Step, Totals
from tests.documents import papers


def read(pdf: bytes) -> str:
    """The letters of a PDF; marks and spaces pulled out of one are not where they were (lao.md) and are left out."""
    return bare("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def bare(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable() and unicodedata.category(sign) not in ("Mn", "Zs"))


def fonts(pdf: bytes) -> set[str]:
    found = set()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[attr-defined]
            found.add(re.sub(r"^/[A-Z]{6}\+", "", font.get_object()["/BaseFont"]))
    return found


def saying(text: str) -> PlanPaper:
    """A plan in which somebody wrote this text wherever one can write."""
    paper = papers.asparagus()
    step = Step(1, text, (Answer("text", text, text, text, text, text), Answer("voice", text, seconds=3)))
    action = Action(text, text, date(2027, 1, 1), date(2027, 2, 1), 1, 1, text)
    return replace(paper, title=text, group=text, village=text, leader=text, steps=(step,), actions=(action,))


def test_the_lao_plan_says_who_what_and_how_much() -> None:
    text = read(plan.plan_pdf(papers.asparagus()))
    for words in (
        "ດາກຫີດ",
        "ແຮງງານ",
        "12.500.000",
        "33.250.000",
        "28/2/2027",
        "RLIP",
        "1:24",
        "Wewantourchildrentocarryon.",
    ):
        assert bare(words) in text


def test_the_english_plan_has_english_labels_and_the_answers_as_they_were_written() -> None:
    text = read(plan.plan_pdf(papers.in_english(papers.asparagus())))
    for words in ("Version2", "Grouppays", "33,250,000", "18of21agree,13ofthemwomen", "TranslatedbyMali", "ແຮງງານ"):
        assert bare(words) in text
    assert bare("ກຸ່ມອອກເອງ") not in text


def test_only_our_fonts_are_used() -> None:
    assert fonts(plan.plan_pdf(papers.asparagus())) == {"NotoSansLao-Regular", "NotoSansLao-Bold"}
    assert fonts(plan.plan_pdf(saying("👍🏽 ແຜນ → ดี 计划 Kế hoạch ☐ ✓"))) == {"NotoSansLao-Regular", "NotoSansLao-Bold"}


def test_a_plan_with_six_large_photos_stays_under_500_kilobytes(tmp_path: Path) -> None:
    photos = tuple(papers.photo(tmp_path, f"{n}.jpg", (2800, 2100) if n % 2 else (2100, 2800)) for n in range(6))
    pdf = plan.plan_pdf(papers.asparagus(photos))
    assert len(pdf) < 500_000
    assert sum(len(page.images) for page in PdfReader(io.BytesIO(pdf)).pages) == 6


def test_the_card_is_a_small_picture_1080_pixels_wide() -> None:
    for paper in (papers.asparagus(), papers.in_english(papers.asparagus()), saying("ກ" * 2000)):
        card = plan.plan_card(paper)
        assert len(card) < 100_000
        with Image.open(io.BytesIO(card)) as image:
            assert image.format == "PNG"
            assert image.width == 1080
            assert image.height < 2400


@pytest.mark.parametrize(
    "text", ["#let x = 1", "]", "*bold* _x_", "$x^2$", '"\\', "<b>", "@ref", "= head", "//c", "{n}", "#{sys}"]
)
def test_hostile_text_is_shown_as_it_was_written(text: str) -> None:
    paper = saying(text)
    assert read(plan.plan_pdf(paper)).count(re.sub(r"\s", "", text)) >= 10
    assert plan.plan_card(paper)


@pytest.mark.parametrize(
    "text", ["ກ" * 2000, "ພວກເຮົາປູກໜໍ່ໄມ້ຝຣັ່ງ" * 100, "w" * 400, "https://example.la/" + "a/b" * 90, "😀" * 50, "", "\n\n\n"]
)
def test_very_long_words_and_nothing_at_all_do_no_harm(text: str) -> None:
    paper = saying(text)
    for page in PdfReader(io.BytesIO(plan.plan_pdf(paper))).pages:
        edges: list[float] = []
        page.extract_text(visitor_text=lambda _t, _cm, tm, _f, _s, edges=edges: edges.append(tm[4]))
        assert max(edges) < page.mediabox.width
    assert plan.plan_card(paper)


def test_forty_actions_run_over_several_pages_and_all_are_there() -> None:
    actions = tuple(
        Action(f"ວຽກ{n}ກ", "ນ້ອຍ", date(2027, 1, 1), date(2027 + n // 12, n % 12 + 1, 5), n, 0) for n in range(40)
    )
    text = read(plan.plan_pdf(replace(papers.asparagus(), actions=actions)))
    assert all(f"ວຽກ{n}ກ" in text for n in range(40))


def test_a_photo_that_is_gone_or_broken_is_named_so(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"not a photo")
    paper = papers.in_english(papers.asparagus((tmp_path / "gone.jpg", broken)))
    assert read(plan.plan_pdf(paper)).count("Thisphotocannotbeopened") == 2


def test_a_photo_on_paper_does_not_tell_where_it_was_taken(tmp_path: Path) -> None:
    taken = Image.new("RGB", (800, 600), "green")
    exif = taken.getexif()
    exif[0x010F] = "SecretCamera"
    taken.save(tmp_path / "geo.jpg", exif=exif)
    assert b"SecretCamera" in (tmp_path / "geo.jpg").read_bytes()
    assert b"SecretCamera" not in plan.plan_pdf(papers.asparagus((tmp_path / "geo.jpg",)))


def test_an_empty_draft_can_be_printed_too() -> None:
    empty = replace(papers.asparagus(), steps=(), actions=(), totals=Totals(0, 0, 0), agreement=None, women=0, men=0)
    assert bare("ດາກຫີດ") in read(plan.plan_pdf(empty))
    assert plan.plan_card(empty)


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert plan.plan_pdf(papers.asparagus()) == plan.plan_pdf(papers.asparagus())
    assert plan.plan_card(papers.asparagus()) == plan.plan_card(papers.asparagus())


def test_a_missing_label_is_named() -> None:
    with pytest.raises(ValueError, match="kip, what"):
        replace(
            papers.asparagus(), labels={key: text for key, text in papers.LAO.items() if key not in {"kip", "what"}}
        )
