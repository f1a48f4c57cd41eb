"""Planted faults are found, each with its file and line, and nothing else is reported."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.check import check
from bot.content.fault import BrokenContent, Fault
from bot.content.library import Library

pytestmark = pytest.mark.slow

Spoil = Callable[[str, str, str], int]
FIRST = "lessons/01-three-groups"

PLANTED = {
    "a language is missing in a step": (
        "plan/form.yaml",
        '{en: "Our group", lo: "ກຸ່ມຂອງພວກເຮົາ"}',
        '{en: "Our group"}',
        {"`title` has no words in `lo`"},
    ),
    "an unknown key": (
        "plan/form.yaml",
        "    required: true\n",
        "    required: true\n    requird: true\n",
        {"`requird` is not known here"},
    ),
    "a key that is missing": (
        "rubric/rubric.yaml",
        "  - key: innovation\n",
        "  - kye: innovation\n",
        {"`kye` is not known here, and `key` is missing"},
    ),
    "a key twice": (
        "plan/form.yaml",
        "    kind: text\n",
        "    kind: text\n    kind: text\n",
        {"`kind` stands here twice"},
    ),
    "a kind of answer that there is not": (
        "plan/form.yaml",
        "kind: actions",
        "kind: action",
        {"“action” in `kind` is not known"},
    ),
    "a key that no button has room for": (
        "plan/form.yaml",
        "- key: results",
        "- key: how-we-know-that-it-worked",
        {
            "“how-we-know-that-it-worked” cannot be carried by a button",
            "“results” in `step` is not known",
            "“results” in `steps` is not known",
        },
    ),
    "words where a number belongs": (
        "plan/form.yaml",
        "longest: 10000",
        "longest: long",
        {"`longest` should be a whole number"},
    ),
    "two steps of one name": (
        "plan/form.yaml",
        "- key: problem",
        "- key: group",
        {"another step is called `group` too", "“problem” in `step` is not known", "“problem” in `steps` is not known"},
    ),
    "a dead link from a lesson to a step": (
        FIRST + "/lesson.yaml",
        "[learned]",
        "[lerned]",
        {"“lerned” in `steps` is not known"},
    ),
    "a dead link from a lesson to a module": (
        FIRST + "/lesson.yaml",
        "module: neighbours",
        "module: neighbors",
        {"“neighbors” in `module` is not known"},
    ),
    "a dead link from a lesson to a source": (
        FIRST + "/lesson.yaml",
        "S2]",
        "S999]",
        {"“S999” in `sources` is not known"},
    ),
    "a dead link from a criterion to a step": (
        "rubric/rubric.yaml",
        "[learned, idea]",
        "[learned, ideas]",
        {"“ideas” in `steps` is not known"},
    ),
    "a sheet whose numbers have no end": (
        "rubric/procasur.yaml",
        "points: 13",
        "points: 130",
        {"`points` is 130"},
    ),
    "a sheet with two bands": (
        "rubric/procasur.yaml",
        '  - label: {en: "Middle", lo: "ກາງ"}\n    meaning: {en: "About half of it is there", lo: "ມີປະມານເຄິ່ງໜຶ່ງ"}\n',
        "",
        {"there are 2 bands"},
    ),
    "a flag for a card that there is not": (
        FIRST + "/lesson.yaml",
        "module:",
        "check_before_use: [nowhere]\nmodule:",
        {"“nowhere” in `check_before_use` is not known"},
    ),
    "a long card": (
        FIRST + "/en.md",
        "In 2013 farmers",
        "In 2013 " + "many " * 70 + "farmers",
        {"the card `visit` has 466 letters, more than 350"},
    ),
    "an empty card": (
        FIRST + "/en.md",
        "## do\n",
        "## nothing\n\n## do\n",
        {"the card `nothing` is empty"},
    ),
    "a bold sign without partner": (
        FIRST + "/en.md",
        "**a united",
        "a united",
        {"a `**` of the card `together` has no partner"},
    ),
    "a card that the other language lacks": (
        FIRST + "/lo.md",
        "## dyes",
        "## dye",
        {"the card `dye` is called `dyes` in `en`"},
    ),
    "no right answer": (
        FIRST + "/en.md",
        "- [x] {b}",
        "- [ ] {b}",
        {"this quiz has 0 right answers, not 1"},
    ),
    "two right answers": (
        FIRST + "/en.md",
        "- [ ] {a}",
        "- [x] {a}",
        {"this quiz has 2 right answers, not 1"},
    ),
    "a letter for two answers": (
        FIRST + "/en.md",
        "- [ ] {a}",
        "- [ ] {c}",
        {
            "two answers of this quiz are called {c}",
            "the answers of this quiz do not match those in `en`",
        },
    ),
    "letters that mean another answer": (
        FIRST + "/lo.md",
        "- [ ] {a}",
        "- [ ] {d}",
        {"the answers of this quiz do not match those in `en`"},
    ),
    "an answer without explanation": (
        FIRST + "/en.md",
        "  > Here the members did it together, not one rich person.\n",
        "",
        {"this answer has no explanation"},
    ),
    "a quiz about no card": (
        FIRST + "/en.md",
        "## quiz: together",
        "## quiz: apart",
        {"there is no card `apart` for this quiz"},
    ),
    "a heading that is none": (
        FIRST + "/en.md",
        "## dyes",
        "# Dyes",
        {"“# Dyes” is not a heading of a lesson"},
    ),
    "front matter without goal": (
        FIRST + "/en.md",
        "goal: See",
        "gaol: See",
        {"`gaol` is not known here, and `goal` is missing"},
    ),
    "broken YAML": (
        "modules.yaml",
        "title: {en: Partners,",
        "title: {en: Partners",
        {"this YAML cannot be read: did not find expected ',' or '}'"},
    ),
    "an old two-part letter": (FIRST + "/lo.md", "ທຳມະຊາດ", "ທ\u0ecd\u0eb2ມະຊາດ", {"ໍ and າ written as two signs"}),
    "an old spelling": (FIRST + "/lo.md", "ຫຼາຍແຂວງ", "ຫລາຍແຂວງ", {"ຫ before ລ"}),
    "a sign without width": (FIRST + "/lo.md", "ບ້ານໃນ", "ບ້ານ\u200bໃນ", {"a sign without width"}),
    "a Thai letter": (FIRST + "/lo.md", "ກາເຟອິນຊີ", "ກາเຟອິນຊີ", {"a Thai letter"}),
    "the letter that is only for foreign names": (FIRST + "/lo.md", "ຮຽນຈາກຊາວ", "ຣຽນຈາກຊາວ", {"the letter ຣ"}),
    "a double sign for one letter": (FIRST + "/lo.md", "ແລະ", "ເເລະ", {"ເ twice"}),
    "a month that there is not": ("seasons.yaml", "first: 5, last: 10", "first: 5, last: 13", {"13 is not a month"}),
    "a province that there is not": ("seasons.yaml", '"17"]', '"19"]', {"“19” in `provinces` is not known"}),
    "a time that is none": ("reminders.yaml", '"20:00"', '"8 pm"', {"“8 pm” is not a time"}),
    "a reminder in the night": ("reminders.yaml", "hour: 8", "hour: 22", {"reminders would come in the quiet hours"}),
    "a district in the wrong province": (
        "places.yaml",
        'code: "1705"',
        'code: "1699"',
        {"the code 1699 does not begin with its province's, 17"},
    ),
    "a member who is not in the group": ("demo/programme.yaml", "by: noy", "by: nyo", {"“nyo” in `by` is not known"}),
    "a district of the demo that there is not": (
        "demo/programme.yaml",
        'district: "1704"',
        'district: "1799"',
        {"there is no district 1799"},
    ),
}
"""What is planted: file, words that stand there, words put in their place, and the problems that are to be found."""


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_fault_is_found_and_nothing_else(planted: str, copy: Path, spoil: Spoil) -> None:
    *spoiling, problems = PLANTED[planted]
    spoil(*spoiling)
    assert {fault.problem.split(" in “")[0] for fault in check(copy)} == problems


@pytest.mark.parametrize(
    "planted",
    [
        "a kind of answer that there is not",
        "words where a number belongs",
        "a dead link from a lesson to a step",
        "a heading that is none",
        "a Thai letter",
        "a month that there is not",
        "a member who is not in the group",
    ],
)
def test_a_fault_names_its_file_and_line(planted: str, copy: Path, spoil: Spoil) -> None:
    name, words, others, _ = PLANTED[planted]
    line = spoil(name, words, others)
    assert (copy / name, line) in [(fault.file, fault.line) for fault in check(copy)]


TWENTY_FIVE = {
    # file, words that stand there, words put in their place, the one problem that is to be found
    "a language of a step": ("plan/form.yaml", ', lo: "ກຸ່ມຂອງພວກເຮົາ"}', "}", "`title` has no words in `lo`"),
    "an unknown key": (
        "plan/form.yaml",
        "    required: true\n",
        "    required: true\n    hint: none\n",
        "`hint` is not known here",
    ),
    "a dead link of a criterion": ("rubric/rubric.yaml", "[learned, idea]", "[learned, ideas]", "“ideas” in `steps`"),
    "a misspelt key": ("rubric/rubric.yaml", "  - key: inno", "  - kye: inno", "`kye` is not known here, and `key`"),
    "a quiet hour": ("reminders.yaml", '"20:00"', '"8 pm"', "“8 pm” is not a time"),
    "a month": ("seasons.yaml", "first: 5, last: 10", "first: 5, last: 13", "13 is not a month"),
    "a province": ("seasons.yaml", '"17"]', '"19"]', "“19” in `provinces` is not known"),
    "a district": ("places.yaml", 'code: "1705"', 'code: "1699"', "the code 1699 does not begin with"),
    "a dead link of a lesson": (f"{FIRST}/lesson.yaml", "[learned]", "[lerned]", "“lerned” in `steps` is not known"),
    "no right answer": (f"{FIRST}/en.md", "- [x]", "- [ ]", "this quiz has 0 right answers, not 1"),
    "two right answers": ("lessons/02-innovation-plan/lo.md", "- [ ]", "- [x]", "this quiz has 2 right answers, not 1"),
    "a long card": (
        "lessons/03-problem-to-objective/lo.md",
        "\n\n## do",
        "ກ" * 350 + "\n\n## do",
        "letters, more than 350",
    ),
    "a card of another name": (
        "lessons/04-strong-group/lo.md",
        "## five\n",
        "## fife\n",
        "the card `fife` is called `five` in `en`",
    ),
    "a heading": ("lessons/05-roles-and-rules/en.md", "## do\n", "# Do\n", "“# Do” is not a heading of a lesson"),
    "a bold sign": ("lessons/21-make-it-happen/en.md", "**", "", "a `**` of the card"),
    "ຳ of two letters": ("lessons/07-women-and-men/lo.md", "ຳ", "\u0ecd\u0eb2", "ໍ and າ written as two signs"),
    "an old ຫຼ": ("lessons/08-saving/lo.md", "ຫຼ", "ຫລ", "ຫ before ລ"),
    "two ເ for a ແ": ("lessons/09-choose-buyer/lo.md", "ແລະ", "ເເລະ", "ເ twice"),
    "a Thai letter": ("lessons/10-costs/lo.md", "## do\n\n", "## do\n\nก", "a Thai letter"),
    "a sign without width": ("lessons/11-talk-price/lo.md", "## do\n\n", "## do\n\n\u200b", "a sign without width"),
    "a source": ("lessons/13-three-partners/lesson.yaml", "sources: [", "sources: [S999, ", "“S999” in `sources`"),
    "an explanation": (
        "lessons/14-share-risk/en.md",
        "  > If it brings nothing, there will be no rice to eat either.\n",
        "",
        "this answer has no explanation",
    ),
}
"""Twenty-two of them; three more are files: one that is missing, one in another coding, one that is too heavy."""


def test_a_folder_with_twenty_five_planted_faults_shows_these_and_nothing_else(copy: Path, spoil: Spoil) -> None:
    wanted = {}
    for name, words, others, problem in TWENTY_FIVE.values():
        wanted[copy / name, problem] = spoil(name, words, others)
    missing, coding = copy / "lessons/15-ask-district/lo.md", copy / "lessons/16-asparagus/en.md"
    missing.unlink()
    coding.write_bytes(coding.read_text(encoding="utf-8").encode("utf-16"))
    heavy = copy / "lessons/17-coffee/picture.svg"
    heavy.write_text(heavy.read_text(encoding="utf-8").replace("</svg>", f"<!--{'x' * 40_000}--></svg>"))
    wanted |= {(missing, "this language is missing"): 1, (coding, "this is not UTF-8"): 1, (heavy, "too heavy"): 1}
    assert len(wanted) == 25
    faults = check(copy)
    assert [str(fault) for fault in faults if not any(_is(fault, *one) for one in wanted)] == []
    assert [one for one in wanted if not any(_is(fault, *one) for fault in faults)] == []
    assert len(faults) == 25
    assert faults == sorted(faults)


def _is(fault: Fault, file: Path, problem: str) -> bool:
    return fault.file == file and problem in fault.problem


def test_a_missing_language_is_a_fault_of_its_file(copy: Path) -> None:
    missing = copy / FIRST / "lo.md"
    missing.unlink()
    assert [(fault.file, fault.problem) for fault in check(copy)] == [(missing, "this language is missing")]


def test_a_file_in_another_coding_is_a_fault_with_its_line(copy: Path) -> None:
    page = copy / "modules.yaml"
    page.write_bytes(page.read_bytes() + b"# caf\xe9\n")
    [fault] = check(copy)
    assert (fault.problem, fault.line) == ("this is not UTF-8", page.read_bytes().count(b"\n"))


def test_a_folder_that_is_no_lesson_is_not_passed_over_in_silence(copy: Path) -> None:
    (copy / "lessons" / "New lesson").mkdir()
    assert [fault.file.name for fault in check(copy)] == ["New lesson"]


def test_content_with_a_grave_fault_is_not_loaded(copy: Path, spoil: Spoil) -> None:
    spoil(*PLANTED["no right answer"][:3])
    with pytest.raises(BrokenContent, match="this quiz has 0 right answers, not 1"):
        Library.load(copy)


def test_content_with_a_lesser_fault_is_loaded_all_the_same(copy: Path, spoil: Spoil) -> None:
    spoil(*PLANTED["a language is missing in a step"][:3])
    step = Library.load(copy).form.steps[0]
    assert step.title("lo") == "Our group"


def test_a_slip_of_spelling_is_shown_with_the_letters_around_it(copy: Path, spoil: Spoil) -> None:
    line = spoil(f"{FIRST}/lo.md", "ຫຼາຍແຂວງ", "ຫລາຍແຂວງ")
    [fault] = check(copy)
    assert str(fault) == f"{copy / FIRST / 'lo.md'}:{line}: ຫ before ລ in “ກອນຈາກຫລາຍແຂວງ”. Write ຫຼ"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["plan/form.yaml", "rubric/rubric.yaml", f"{FIRST}/lo.md", "demo/programme.yaml"])
def test_whatever_line_is_cut_off_the_check_goes_on_to_its_end(name: str, copy: Path) -> None:
    page = copy / name
    lines = page.read_text(encoding="utf-8").splitlines()
    for number in range(0, len(lines), max(1, len(lines) // 12)):
        cut = [*lines[:number], lines[number][: len(lines[number]) // 2], *lines[number + 1 :]]
        page.write_text("\n".join(cut), encoding="utf-8")
        assert all(fault.line <= len(lines) for fault in check(copy) if fault.file == page)
