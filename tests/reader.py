"""A slow reader writes a plan: what she taps and types, what she has to read, and how long it takes her.

`python -m tests.reader` prints it. She reads 60 letters a minute, counted as `tests.pages` counts them, all of every
page that comes; she taps what stands first, and where nothing but words answers she types.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from bot.store.database import Database
from bot.understand import lao
from tests.pages import without
from tests.story import Someone, Story

PACE = 60  # letters that she reads in a minute
MOST = 120  # turns after which she is lost
NAME, GROUP = "ນ້ອຍ", "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ"
WORK = ("ເຮັດຕູບຮົ່ມແຄມທາງ", "ຊື້ກະຕ່າ 20 ໜ່ວຍ")
ANSWERS = {  # what she says to an item; the others she skips, as she does in the demo's story
    1: "ພວກເຮົາແມ່ນກຸ່ມປູກຜັກບ້ານພູວົງໃຕ້ ມີ 12 ຄອບຄົວ",
    2: "ພວກເຮົາຕ່າງຄົນຕ່າງຂາຍ ພໍ່ຄ້າຈຶ່ງກົດລາຄາ",
    3: "ກຸ່ມ Darkhied ຂາຍນຳກັນ ບໍລິສັດຈຶ່ງມາຊື້ຮອດບ້ານ",
    4: "ພາຍໃນ 6 ເດືອນ 12 ຄອບຄົວຈະຂາຍຜັກນຳກັນ ອາທິດລະ 1 ເທື່ອ",
    9: "ຊັ່ງຜັກທຸກອາທິດ ແລ້ວຈົດໃສ່ປຶ້ມ",
    11: "ເອົາ 1 ໃນ 10 ສ່ວນຂອງລາຍຮັບເຂົ້າກອງທຶນ",
}
SENT = "ສົ່ງແຜນສະບັບທີ 1 ແລ້ວ"


@dataclass
class Read:
    """What a plan has cost its writer; `pages` are the letters of each page."""

    typed: int = 0
    pages: list[int] = field(default_factory=list)
    tapped: list[str] = field(default_factory=list)

    @property
    def taps(self) -> int:
        return len(self.tapped)

    @property
    def letters(self) -> int:
        return sum(self.pages)

    @property
    def minutes(self) -> float:
        return self.letters / PACE


def write(story: Story) -> Read:
    """From the first page of an empty plan to the one that says that it is sent."""
    story.round()
    noy = story.known(NAME)
    story.group(noy, name=GROUP)
    told, work = Read(), list(WORK)
    noy.says("/plan")
    for _ in range(MOST):
        text = noy.sees.text
        told.pages.append(_letters(text))
        if SENT in text:
            return told
        if words := _typed(text, work):
            told.typed += 1
            noy.says(words)
        else:
            told.tapped.append(_first(noy))
            noy.taps(told.tapped[-1])
    raise AssertionError(f"she is lost after {told.tapped[-9:]}:\n{noy.sees.text}")


def _typed(text: str, work: list[str]) -> str:
    """What she types on a page: an answer, a piece of work; "" where she taps."""
    asked = text.splitlines()[-1]
    if asked.startswith(("ຂຽນວຽກ", "ຍັງມີວຽກອື່ນບໍ?")):
        return work.pop(0) if work else ""
    item = re.search(r"ຂໍ້ (\d+) ໃນ 11", text)
    return ANSWERS.get(int(item[1]), "") if item and "ສົ່ງຮູບ" in asked else ""


def _first(noy: Someone) -> str:
    """The button that stands first; where an item waits for words that she has not, the one that skips it."""
    labels = noy.sees.buttons()
    skip = next((one for one in labels if one.startswith("ຂ້າມ")), "")
    return skip if skip and "ສົ່ງຮູບ" in noy.sees.text.splitlines()[-1] else labels[0]


def _letters(text: str) -> int:
    own = sorted((NAME, GROUP, *WORK, *ANSWERS.values()), key=len, reverse=True)
    return lao.wide(without(text, own).replace("\n", ""))


def told(read: Read) -> str:
    return (
        f"{read.taps} taps, {read.typed} texts, {len(read.pages)} pages, {read.letters} letters, "
        f"{read.minutes:.0f} minutes at {PACE} letters a minute"
    )


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="phaen-reader-") as folder:
        database = Database(f"sqlite:///{Path(folder) / 'phaen.sqlite'}")
        try:
            database.upgrade()
            read = write(Story(database))
        finally:
            database.close()
    print(*read.tapped, told(read), sep="\n")


if __name__ == "__main__":
    main()
