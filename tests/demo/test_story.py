"""The four-part story of the demo, in Lao, in a real browser: learn and plan, review, announce, remember."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Page

from tests.demo.page import Phone, later

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]  # the browser's

LEADER, NOY, EXPERT, STAFF = range(4)
# The taps of each part, the first reader of the announcement and the first answer to a reminder among them; 64 together
# at c902e8a. Lower a number when a part takes less.
TAPS = {"join": 9, "learn": 10, "plan": 13, "review": 16, "announce": 7, "answer": 1}
MOST_TAPS = 56
ANSWERS = (
    "ພວກເຮົາແມ່ນກຸ່ມປູກຜັກບ້ານພູວົງໃຕ້ ມີ 12 ຄອບຄົວ",
    "ພວກເຮົາຕ່າງຄົນຕ່າງຂາຍ ພໍ່ຄ້າຈຶ່ງກົດລາຄາ",
    "ກຸ່ມ Darkhied ຂາຍນຳກັນ ບໍລິສັດຈຶ່ງມາຊື້ຮອດບ້ານ",
    "ພາຍໃນ 6 ເດືອນ 12 ຄອບຄົວຈະຂາຍຜັກນຳກັນ ອາທິດລະ 1 ເທື່ອ",
)


async def test_from_the_first_lesson_to_the_first_reminder(page: Page, pictures: Path) -> None:
    leader, expert = Phone(page, LEADER), Phone(page, EXPERT)
    made: list[int] = []
    for part in (joins, learns, plans):
        await part(leader, page, pictures)
        made.append(leader.made - sum(made))
    await reviews(expert, page, pictures)
    await leader.sees("ແຜນຂອງກຸ່ມຜ່ານແລ້ວ")
    before = leader.made
    await remembers(leader, page, pictures)
    assert [*made, expert.made, leader.made - before] == [
        TAPS[part] for part in ("join", "learn", "plan", "review", "answer")
    ]


async def joins(leader: Phone, page: Page, pictures: Path) -> None:
    """From the Start button of the invitation to the first page, by taps alone."""
    await leader.starts()
    for label in ("ລາວ", "ເຫັນດີ", "ໃຊ້ຊື່ນີ້"):
        await leader.taps(label)
    await page.screenshot(path=pictures / "1-join.png")
    await leader.taps("ເຂົ້າຮ່ວມ")
    await leader.taps("ແມ່ຍິງ")
    await leader.taps("ແມ່ນ")
    await leader.taps("ບໍ່ບອກ")
    await leader.presses("ສົ່ງເບີໂທຂອງຂ້ອຍ")
    await leader.sees("ເກັບເບີໂທໄວ້ແລ້ວ")
    await leader.sees("ເລີ່ມຮຽນບໍ?")


async def learns(leader: Phone, page: Page, pictures: Path) -> None:
    """The first lesson, card by card, and its quiz with a second try."""
    await leader.taps("ເລີ່ມຮຽນ")
    await leader.sees("ໜ້າ 1 ໃນ")
    await page.screenshot(path=pictures / "2-lesson.png")
    while await leader.button("ຕໍ່ໄປ").count():
        await leader.taps("ຕໍ່ໄປ")
        await page.wait_for_timeout(400)
    await leader.taps("ຖາມ-ຕອບ")
    await leader.sees("ສາມກຸ່ມນີ້ມີຫຍັງຄືກັນ?")
    await page.screenshot(path=pictures / "3-quiz.png")
    await leader.taps("ຫົວໜ້າກຸ່ມຈ່າຍແທນທຸກຄົນ")
    await leader.sees("ຍັງບໍ່ຖືກ ບໍ່ເປັນຫຍັງ")
    await leader.taps("ລອງໃໝ່")
    await leader.shows("ສາມກຸ່ມນີ້ມີຫຍັງຄືກັນ?")
    await leader.taps("ກຸ່ມສາມັກຄີ, ຜູ້ຊື້ ແລະ ພາກລັດ")
    await leader.sees("ຮຽນຈົບບົດນີ້ແລ້ວ")


async def plans(leader: Phone, page: Page, pictures: Path) -> None:
    """Every step of the form is answered or skipped, two actions get names, days and sums, the plan is sent."""
    await leader.taps("ເລີ່ມຂຽນແຜນ")
    for number, answer in enumerate(ANSWERS, 1):
        await leader.shows(f"ຂໍ້ {number} ໃນ 11")
        await leader.says(answer)
    await leader.shows("ຂໍ້ 5 ໃນ 11")
    await page.screenshot(path=pictures / "4-step.png")
    for what, day, cost in (
        ("ເຮັດຕູບຮົ່ມແຄມທາງ", "ອີກ 5 ມື້", "1,5 ລ້ານ"),
        ("ຊື້ກະຕ່າ 20 ໜ່ວຍ", "ອີກ 3 ອາທິດ", "500 ພັນ"),
    ):
        await leader.says(what)
        await leader.shows("ວຽກນີ້ໃຜຮັບຜິດຊອບ?")
        await leader.taps("ຂ້ອຍເອງ")
        await leader.shows("ແລ້ວມື້ໃດ?")
        await leader.says(day)
        await leader.shows("ແມ່ນບໍ?")
        await leader.taps("ແມ່ນ")
        await leader.shows("ຕ້ອງໃຊ້ເງິນເທົ່າໃດ?")
        await leader.says(cost)
        await leader.shows("ແມ່ນບໍ?")
        await page.screenshot(path=pictures / "5-read-back.png")
        await leader.taps("ແມ່ນ")
        await leader.shows("ກຸ່ມອອກເງິນເອງເທົ່າໃດ?")
        await leader.taps("ອອກເອງເຄິ່ງໜຶ່ງ")
        await leader.shows("ຍັງມີວຽກອື່ນບໍ?")
    await leader.sees("2 ວຽກ. ລວມ 2.000.000 ກີບ, ກຸ່ມອອກເອງ 1.000.000 ກີບ")
    await page.screenshot(path=pictures / "6-actions.png")
    await leader.taps("ຄົບແລ້ວ, ໄປຂໍ້ 8")
    await leader.shows("ຂໍ້ 8 ໃນ 11")  # who, when and the money are known from the work
    await leader.taps("ຂ້າມ")
    await leader.shows("ຂໍ້ 9 ໃນ 11")
    await leader.says("ຊັ່ງຜັກທຸກອາທິດ ແລ້ວຈົດໃສ່ປຶ້ມ")
    await leader.shows("ຂໍ້ 10 ໃນ 11")
    await leader.taps("ຂ້າມ")
    await leader.shows("ຂໍ້ 11 ໃນ 11")
    await leader.says("ເອົາ 1 ໃນ 10 ສ່ວນຂອງລາຍຮັບເຂົ້າກອງທຶນ")
    await leader.sees("ສົ່ງດຽວນີ້ບໍ?")
    await page.screenshot(path=pictures / "7-send.png")
    await leader.taps("ສົ່ງແຜນ")
    await leader.sees("ສົ່ງແຜນສະບັບທີ 1 ແລ້ວ")


async def reviews(expert: Phone, page: Page, pictures: Path) -> None:
    """The plan comes in eight lines; the expert gives every mark, writes a comment, and lets it pass."""
    await expert.sees("ມີແຜນໃໝ່ໃຫ້ທ່ານກວດ")
    await page.screenshot(path=pictures / "8-expert.png")
    await expert.taps("ເປີດແຜນ")
    await expert.taps("ບໍ່ກ່ຽວຂ້ອງກັບກຸ່ມນີ້")
    await expert.taps_some("ໃຫ້ຄະແນນ")
    for number in range(1, 11):
        await expert.shows(f"ຄຳຖາມທີ {number} ໃນ 10")
        if number == 1:
            await page.screenshot(path=pictures / "9-score.png")
            await expert.taps("ໃຫ້ຄຳເຫັນ")
            await expert.shows("ຂຽນ ຫຼື ເວົ້າຄຳເຫັນ")
            await expert.says("ດີຫຼາຍ. ຂໍໃຫ້ຈົດນ້ຳໜັກນຳ")
            await expert.shows("ບັນທຶກຄຳເຫັນແລ້ວ")
            await expert.shows("ຄຳຖາມທີ 1 ໃນ 10")
        await expert.taps("2 – ດີ")
    await expert.sees("ຄະແນນ: 20 ຈາກ 30")
    await page.screenshot(path=pictures / "10-decide.png")
    await expert.taps("ໃຫ້ຜ່ານ")
    await page.wait_for_timeout(500)
    await page.screenshot(path=pictures / "10-sure.png")
    await expert.taps("ໃຫ້ຜ່ານ")
    await expert.sees("ບັນທຶກການຕັດສິນໃຈແລ້ວ")
    await later(page, 3600)  # the group hears of it half an hour later


async def remembers(leader: Phone, page: Page, pictures: Path) -> None:
    """A week later the first action's reminder is there, and one tap answers it."""
    await later(page, 604800)
    await leader.sees("ວຽກນີ້ເຮັດຮອດໃສແລ້ວ?")
    await page.screenshot(path=pictures / "11-reminder.png")
    await leader.taps("ສຳເລັດແລ້ວ")
    await leader.sees("ໃຊ້ເງິນໄປເທົ່າໃດ?")
    await page.screenshot(path=pictures / "12-done.png")


async def test_staff_tell_all_groups_something_in_two_languages(page: Page, pictures: Path) -> None:
    staff, noy = Phone(page, STAFF), Phone(page, NOY)
    await announces(staff, noy, page, pictures)
    assert staff.made + noy.made == TAPS["announce"]
    assert sum(TAPS.values()) <= MOST_TAPS


async def announces(staff: Phone, noy: Phone, page: Page, pictures: Path) -> None:
    """A member of staff writes to everybody, a reader says that she understood, the report shows it."""
    await staff.presses("ແຈ້ງການ")
    await staff.taps("ຂຽນແຈ້ງການໃໝ່")
    await staff.sees("ຂຽນແຈ້ງການເປັນພາສາລາວ")
    await staff.says("ວັນສຸກນີ້ ມີກອງປະຊຸມຢູ່ເມືອງ ເວລາ 9:00")
    await staff.sees("ຂຽນແຈ້ງການເປັນພາສາອັງກິດ")
    await staff.says("There is a meeting in the district this Friday at 9:00")
    await staff.taps("ທຸກຄົນໃນທຸກກຸ່ມ")
    await page.wait_for_timeout(500)
    await page.screenshot(path=pictures / "13-announce.png")
    await staff.taps("ສົ່ງ")
    await staff.taps("ສົ່ງດຽວນີ້")
    await noy.sees("ວັນສຸກນີ້ ມີກອງປະຊຸມຢູ່ເມືອງ ເວລາ 9:00")
    await noy.taps("ເຂົ້າໃຈແລ້ວ")
    await staff.taps("ເບິ່ງໃໝ່")
    await staff.sees("ສົ່ງຮອດ")
    await page.screenshot(path=pictures / "14-report.png")
