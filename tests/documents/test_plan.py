"""The plan on paper and the card: what stands on them, how big they are, and what they survive."""

import io
import re
import unicodedata
from dataclasses import replace
from datetime import date
from itertools import accumulate
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from pypdf import PdfReader

from bot.documents import plan, room
from bot.documents.paper import Action, Agreement, Beside, Part, PlanPaper, Step, Totals
from bot.understand import lao
from tests.documents import papers
from tests.documents.papers import LANGUAGES, SHAPES
from tests.workshop import WORKSHOP

pytestmark = pytest.mark.slow  # Typst, a hundred times


def read(pdf: bytes) -> str:
    """The characters of a PDF; marks and spaces pulled out of one are not where they were (lao.md) and are left out."""
    return bare("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def bare(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable() and unicodedata.category(sign) not in ("Mn", "Zs"))


def pages(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def pictures(pdf: bytes) -> int:
    """How many stand on all pages, by their names: to decode them takes longer than to print them."""
    named = [page["/Resources"].get("/XObject", {}).values() for page in PdfReader(io.BytesIO(pdf)).pages]  # type: ignore[attr-defined]
    return sum(one.get_object()["/Subtype"] == "/Image" for page in named for one in page)


def fonts(pdf: bytes) -> set[str]:
    found = set()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[attr-defined]
            found.add(re.sub(r"^/[A-Z]{6}\+", "", font.get_object()["/BaseFont"]))
    return found


def saying(text: str) -> PlanPaper:
    """A plan in which somebody wrote this text wherever one can write."""
    beside = (Beside(text, text), Beside(text, text, "lo"))
    parts = (Part("text", text), Part("voice", text, 3, beside=beside), Part("photo", text), Part("file", text))
    step = Step(1, [text], parts, beside, ([text],), text, text)
    action = Action(text, text, date(2027, 1, 1), date(2027, 2, 1), 1, 1, text, beside)
    paper = papers.attapeu()
    return replace(
        paper,
        title=text,
        group=text,
        location=[text],
        leader=text,
        steps=(step,),
        actions=(action,),
        title_beside=beside,
    )


# What stands on them --------------------------------------------------------------------------------------------------
def test_the_lao_plan_says_who_what_and_how_much() -> None:
    text = read(WORKSHOP.plan(papers.attapeu()))
    for words in (
        "StrengtheningAsparagus",
        "ນ້ອຍ",
        "ແຮງງານ",
        "1.200.000",
        "1.400.000",
        "ກຸ່ມອອກເງິນເອງ",
        "RLIP",
        "ບ້ານ Darkhied",
    ):
        assert bare(words) in text, words


def test_the_english_plan_has_english_labels_and_the_answers_as_they_were_written() -> None:
    text = read(WORKSHOP.plan(papers.in_english(papers.attapeu())))
    for words in (
        "Version1",
        "Grouppays",
        "1,200,000",
        "6of7peopleagree",
        "Women4,men2",
        "5ontheirphones,1toldtotheleader",
        "ແຮງງານ",
    ):
        assert bare(words) in text, words
    assert bare("ໂຄງການ") not in text


def test_the_paper_of_two_languages_names_everything_twice_and_what_is_the_same_once() -> None:
    text = read(WORKSHOP.plan(papers.in_both(papers.attapeu())))
    for words in ("ໂອກາດ · Problem or chance", "ສະບັບທີ 1 · Version 1", "1\u00a0200\u00a0000", "6 of 7 people agree"):
        assert bare(words) in text, words
    assert text.count("RLIP") == 1


def test_a_translation_and_a_transcription_stand_beside_the_answer_with_their_helpers() -> None:
    text = read(WORKSHOP.plan(papers.in_english(papers.translated())))
    for words in (
        "We grow asparagus and sell it straight",
        "Translated by Mali",
        "ສອນບ້ານໃກ້ຄຽງ",
        "Written down by Mali",
    ):
        assert bare(words) in text, words
    assert text.count(bare("Translated by Somphone")) == 1
    spoken = read(WORKSHOP.plan(papers.in_english(papers.spoken())))
    assert [bare(f"Spoken answer, {length}") in spoken for length in ("0:42", "0:59", "3:32")] == [True] * 3


def test_a_second_version_marks_what_changed() -> None:
    text = read(WORKSHOP.plan(papers.in_english(papers.second())))
    assert text.count(bare("Changed since version 1")) == 3
    assert bare("Agreement to version 2") in text
    assert bare("ເງິນNew") in text
    assert bare("Changed since") not in read(WORKSHOP.plan(papers.in_english(papers.attapeu())))


def test_a_draft_is_called_a_draft() -> None:
    text = read(WORKSHOP.plan(papers.in_english(papers.short())))
    assert bare("Draft of version 1") in text
    assert bare("Last changed on") in text
    assert bare("Agreement") not in text


def test_members_who_did_not_say_whether_woman_or_man_are_counted_so() -> None:
    paper = papers.in_english(replace(papers.attapeu(), women=2, men=1, unsaid=4, agreement=Agreement(3, 7, 1, 1, 1)))
    text = read(WORKSHOP.plan(paper))
    assert bare("Women 2, men 1, not said 4") in text
    assert bare("Women 1, men 1, not said 1") in text
    assert bare("phone") not in text


@pytest.mark.parametrize("index", range(6))
def test_the_six_titles_of_attapeu_have_their_papers(index: int) -> None:
    paper = papers.attapeu(index)
    text = read(WORKSHOP.plan(paper))
    assert bare(papers.TITLED[index].title("en")) in text
    said = " ".join(part.text for step in paper.steps for part in step.parts)
    words = [word[1:-1] for word in re.findall("[ກ-ຮະາແໂໃໄ]{5,}", said)]
    assert sum(word in text for word in words) > 0.9 * len(words)  # some characters beside marks come out as others


# Size and shape -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shape_in_every_language_has_its_size_its_pages_and_our_fonts(shape: str, language: str) -> None:
    paper = LANGUAGES[language](SHAPES[shape](0))
    pdf, card = WORKSHOP.plan(paper), plan.plan_card(paper)
    assert len(pdf) < 500_000
    assert 2 <= pages(pdf) <= 8
    assert fonts(pdf) == {"NotoSansLao-Regular", "NotoSansLao-Bold"}
    assert len(card) < 100_000
    with Image.open(io.BytesIO(card)) as image:
        assert (image.format, image.width) == ("PNG", 900)
        assert image.height < 2200


def test_the_pages_are_numbered_and_say_whose_they_are() -> None:
    reader = PdfReader(io.BytesIO(WORKSHOP.plan(papers.in_english(papers.forty_actions()))))
    for number, page in enumerate(reader.pages, 1):
        assert bare(page.extract_text()).endswith(bare(f"Darkhied·Version1{number}/{len(reader.pages)}"))


def test_forty_actions_run_over_several_pages_each_with_the_heads_of_the_table() -> None:
    actions = tuple(
        Action(f"ວຽກ{n}ກ", "ນ້ອຍ", date(2027, 1, 1), date(2027 + n // 12, n % 12 + 1, 5), n, 0) for n in range(40)
    )
    paper = papers.in_english(replace(papers.attapeu(), actions=actions))
    found = [bare(page.extract_text()) for page in PdfReader(io.BytesIO(WORKSHOP.plan(paper))).pages]
    assert all(f"ວຽກ{n}ກ" in "".join(found) for n in range(40))
    assert all("StartDueCostGrouppays" in text for text in found if any(f"ວຽກ{n}ກນອຍ" in text for n in range(40)))
    months = [text.count("123456789101112") for text in found]
    assert sum(months) >= 2  # the timeline goes on to a second page, and its months with it


def test_every_photo_is_there_and_the_paper_stays_small(tmp_path: Path) -> None:
    sizes = [(2800, 2100) if n % 2 else (2100, 2800) for n in range(9)]
    photos = [papers.photo(tmp_path, f"{n}.jpg", size) for n, size in enumerate(sizes)]
    pdf = WORKSHOP.plan(papers.photographed(photos))
    assert len(pdf) < 500_000
    shown = [image.image.size for page in PdfReader(io.BytesIO(pdf)).pages for image in page.images]  # type: ignore[union-attr]
    assert sorted(width < height for width, height in shown) == [False] * 4 + [True] * 5
    assert [photo.stat().st_size > 500_000 for photo in photos] == [True] * 9  # the originals stay as they are


def test_a_photo_that_is_gone_broken_or_not_there_yet_is_named_so(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"not a photo")
    paper = papers.in_english(papers.photographed([tmp_path / "gone.jpg", broken]))
    assert read(WORKSHOP.plan(paper)).count("Thisphotocannotbeshown") == 2
    waiting = replace(paper, steps=(Step(1, ["Our group"], (Part("photo"),)), *paper.steps[1:]))
    assert "Thisphotohasnotarrivedyet" in read(WORKSHOP.plan(waiting))


def test_a_photo_that_comes_back_is_shown(tmp_path: Path) -> None:
    paper = papers.photographed([tmp_path / "a.jpg"])
    assert not any(page.images for page in PdfReader(io.BytesIO(WORKSHOP.plan(paper))).pages)
    papers.photo(tmp_path, "a.jpg", (400, 300))
    assert any(page.images for page in PdfReader(io.BytesIO(WORKSHOP.plan(paper))).pages)


def test_a_photo_on_paper_does_not_tell_where_it_was_taken(tmp_path: Path) -> None:
    taken = Image.new("RGB", (800, 600), "green")
    exif = taken.getexif()
    exif[0x010F] = "SecretCamera"
    taken.save(tmp_path / "geo.jpg", exif=exif)
    assert b"SecretCamera" in (tmp_path / "geo.jpg").read_bytes()
    assert b"SecretCamera" not in WORKSHOP.plan(papers.photographed([tmp_path / "geo.jpg"]))


def test_the_fullest_card_stays_small_too() -> None:
    paper = papers.in_both(papers.unspaced())
    beside = (Beside("Build a shade roof beside the road with the wood of every family in the group", "Mali", "en"),)
    paper = replace(paper, actions=(replace(paper.actions[0], beside=beside),) * 9, title_beside=beside)
    assert len(plan.plan_card(paper)) < 100_000


FOREIGN = ("ก" * 400, "ภาษาไทยเป็นเรื่องดีมาก" * 40, "ភាសាខ្មែរល្អណាស់" * 40, "ກaก" * 90)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_largest_plan_with_the_most_photos_keeps_its_promise(language: str, tmp_path: Path) -> None:
    taken = papers.photo(tmp_path, "taken.jpg", (1600, 1200))
    photos = [taken.with_name(f"{n}.jpg") for n in range(30)]
    with Image.open(taken) as image:
        for n, photo in enumerate(photos):
            image.crop((8 * n, 0, 1300 + 8 * n, 1000)).save(
                photo, quality=90
            )  # the same one is kept only once in a PDF
    pdf = WORKSHOP.plan(LANGUAGES[language](papers.largest(photos)))
    assert len(pdf) < 500_000
    assert pages(pdf) < 60
    assert pictures(pdf) == room.PHOTOS
    assert any("Phaen)" in page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_what_has_room_is_not_shortened_and_what_is_ends_with_a_syllable() -> None:
    assert room.fitted(papers.long()) == papers.long()
    cut = room.fitted(papers.largest())
    assert 20_000 < room.letters(cut) < room.LETTERS + 5_000
    assert cut.steps[0].parts[0].text.endswith("… (ສ່ວນທີ່ເຫຼືອຢູ່ໃນ Phaen)")


# Where lines break ----------------------------------------------------------------------------------------------------
def placed(pdf: bytes) -> list[tuple[int, float, float, str]]:
    """The pieces of text of a PDF: page, points from its bottom and from its left, characters."""
    found: list[tuple[int, float, float, str]] = []
    for number, page in enumerate(PdfReader(io.BytesIO(pdf)).pages):

        def visit(
            text: str, cm: list[float], tm: list[float], _font: object, _size: object, page: int = number
        ) -> None:
            if text.strip():
                found.append((page, cm[3] * tm[5] + cm[5], cm[0] * tm[4] + cm[4], text.strip()))

        page.extract_text(visitor_text=visit)
    return found


def lines_of(pdf: bytes) -> list[str]:
    """What is printed at one height, from left to right, line by line."""
    lines: dict[tuple[int, int], list[tuple[float, str]]] = {}
    for page, height, left, text in placed(pdf):
        lines.setdefault((page, -round(height)), []).append((left, text))
    return ["".join(text for _, text in sorted(pieces)) for _, pieces in sorted(lines.items())]


def test_two_thousand_characters_without_a_space_never_break_inside_a_syllable() -> None:
    """In syllables with one mark at most: two on one letter come out of a PDF as something else (lao.md)."""
    syllables = lao.syllables("ພວກບ້ານປູກຜັກຂາຍຕະຫຼາດກ້ວຍຄົນຫຼາຍນາສວນຄວາຍປີໃຈວັນໄກແບບໂຮງເດືອນ")
    assert len(syllables) == 20
    shuffled = Random(7).choices(syllables, k=700)
    endless = "".join(shuffled)
    assert len(endless) > 2000
    ends = set(accumulate(len(upright(syllable)) for syllable in shuffled))
    paper = papers.attapeu()
    paper = replace(paper, steps=(replace(paper.steps[0], parts=(Part("text", endless),)), *paper.steps[1:]))
    index, lines = 0, 0
    for line in map(upright, lines_of(WORKSHOP.plan(paper))):
        if len(line) > 20 and upright(endless).startswith(line, index):
            index, lines = index + len(line), lines + 1
            assert index in ends, line
    assert lines > 15
    assert index == len(upright(endless))


def upright(text: str) -> str:
    """The Lao letters that stand on the line; marks are pulled out of a PDF as anything."""
    return "".join(re.findall("[ກ-ຮະາຽເ-ໄ]", text))


@pytest.mark.parametrize(
    "text",
    [
        "ກ" * 2000,
        "ພວກເຮົາປູກໜໍ່ໄມ້ຝຣັ່ງ" * 100,
        "w" * 400,
        "https://example.la/" + "a/b" * 90,
        "😀" * 50,
        "",
        "\n\n\n",
        "ก" * 400,
        "ภาษาไทยเป็นเรื่องดีมาก" * 40,
        "ភាសាខ្មែរល្អណាស់" * 40,
        "ກaก" * 90,
    ],
)
def test_very_long_words_and_nothing_at_all_do_no_harm(text: str) -> None:
    paper = saying(text)
    pdf = WORKSHOP.plan(paper)
    wide = float(PdfReader(io.BytesIO(pdf)).pages[0].mediabox.width)
    assert max(left for _, _, left, _ in placed(pdf)) < wide - 48  # the margin
    assert plan.plan_card(paper)


@pytest.mark.parametrize(
    "text", ["#let x = 1", "]", "*bold* _x_", "$x^2$", '"\\', "<b>", "@ref", "= head", "//c", "{n}", "{name}", "#{sys}"]
)
def test_hostile_text_is_shown_as_it_was_written(text: str) -> None:
    paper = saying(text)
    assert read(WORKSHOP.plan(paper)).count(re.sub(r"\s", "", text)) >= 10
    assert plan.plan_card(paper)


def test_signs_that_our_fonts_do_not_have_bring_no_other_font() -> None:
    assert fonts(WORKSHOP.plan(saying("👍🏽 ແຜນ → 计划 ☐ ✓"))) == {"NotoSansLao-Regular", "NotoSansLao-Bold"}


@pytest.mark.parametrize(
    ("text", "font"),
    [("ภาษาไทยดี", "NotoSansThai"), ("ភាសាខ្មែរល្អ", "NotoSansKhmer"), ("Kế hoạch Nguyễn Thị", "NotoSans")],
)
def test_the_letters_of_the_neighbours_are_printed_among_lao(text: str, font: str) -> None:
    pdf = WORKSHOP.plan(saying(f"ແຜນ {text} ປູກຜັກ 12"))
    assert f"{font}-Regular" in fonts(pdf)
    assert set(bare(text)) <= set(read(pdf))


def test_an_empty_draft_can_be_printed_too() -> None:
    empty = replace(papers.short(), steps=(), actions=(), totals=Totals(0, 0, 0), women=0, men=0)
    assert bare("Darkhied") in read(WORKSHOP.plan(empty))
    assert plan.plan_card(empty)


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert WORKSHOP.plan(papers.translated()) == plan.plan_pdf(papers.translated(), {})
    assert plan.plan_card(papers.translated()) == plan.plan_card(papers.translated())


def test_a_missing_label_is_named() -> None:
    paper = papers.attapeu()
    kept = {key: text for key, text in paper.labels[0].items() if key not in {"kip", "what"}}
    with pytest.raises(ValueError, match="kip, what"):
        replace(paper, labels=[kept])
