"""Plans on paper for the tests: the asparagus group's, in Lao and in English, and what else groups may send."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from PIL import Image, ImageDraw

from bot.documents.plan import Action, Agreement, Answer, PlanPaper, Step, Totals

LAO = {
    "version": "ສະບັບທີ {n}",
    "programme": "ໂຄງການ",
    "project": "ຊື່ໂຄງການຍ່ອຍ",
    "round": "ຮອບ",
    "village": "ບ້ານ",
    "district": "ເມືອງ",
    "province": "ແຂວງ",
    "leader": "ຫົວໜ້າກຸ່ມ",
    "members": "ສະມາຊິກ",
    "women": "ແມ່ຍິງ",
    "men": "ຜູ້ຊາຍ",
    "date": "ວັນທີ",
    "actions": "ວຽກທີ່ຈະເຮັດ",
    "what": "ວຽກ",
    "who": "ໃຜເຮັດ",
    "start": "ເລີ່ມ",
    "due": "ແລ້ວ",
    "cost": "ລາຄາ",
    "own": "ກຸ່ມອອກເອງ",
    "asked": "ຂໍຊ່ວຍ",
    "total": "ລວມທັງໝົດ",
    "sign": "ຈະຮູ້ໄດ້ແນວໃດ",
    "timeline": "ເສັ້ນເວລາ",
    "money": "ເງິນ",
    "agreement": "ຄວາມເຫັນດີ",
    "agreed": "ເຫັນດີ {agree} ໃນ {of} ຄົນ, ແມ່ຍິງ {women} ຄົນ",
    "translated": "ແປໂດຍ {name}",
    "voice": "ຄຳຕອບເປັນສຽງ {length}",
    "no_photo": "ຮູບນີ້ເປີດບໍ່ໄດ້",
    "no_answer": "ຍັງບໍ່ທັນຕອບ",
    "scan": "ເປີດແຜນໃນ Telegram",
    "kip": "ກີບ",
    "more": "ແລະ ອີກ {n} ວຽກ",
}
ENGLISH = {
    "version": "Version {n}",
    "programme": "Programme",
    "project": "Project",
    "round": "Round",
    "village": "Village",
    "district": "District",
    "province": "Province",
    "leader": "Leader",
    "members": "Members",
    "women": "women",
    "men": "men",
    "date": "Date",
    "actions": "Actions",
    "what": "What",
    "who": "Who",
    "start": "Start",
    "due": "Due",
    "cost": "Cost",
    "own": "Group pays",
    "asked": "Asked",
    "total": "Total",
    "sign": "How we will know",
    "timeline": "Timeline",
    "money": "Money",
    "agreement": "Agreement",
    "agreed": "{agree} of {of} agree, {women} of them women",
    "translated": "Translated by {name}",
    "voice": "Spoken answer {length}",
    "no_photo": "This photo cannot be opened",
    "no_answer": "Not answered yet",
    "scan": "Open in Telegram",
    "kip": "kip",
    "more": "and {n} more",
}

_SAID = """
ກຸ່ມຂອງພວກເຮົາ
ພວກເຮົາແມ່ນກຸ່ມຜະລິດໜໍ່ໄມ້ຝຣັ່ງປອດສານພິດ ບ້ານດາກຫີດ ມີ 21 ຄອບຄົວ ສ່ວນຫຼາຍແມ່ນແມ່ຍິງຊົນເຜົ່າອາລັກ. ພວກເຮົາປູກໜໍ່ໄມ້ຝຣັ່ງ
3,5 ເຮັກຕາ ແລະ ຂາຍໃຫ້ບໍລິສັດໂດຍກົງ

ບັນຫາ ຫຼື ໂອກາດ
ລາຄາຂຶ້ນລົງບໍ່ແນ່ນອນ ຍ້ອນພວກເຮົາຍັງບໍ່ເຂົ້າໃຈວັນທີສົ່ງຂອງ ແລະ ບໍ່ມີບ່ອນເກັບຮັກສາໃຫ້ສົດ.
ບໍລິສັດຢາກຊື້ຫຼາຍຂຶ້ນສອງເທົ່າ ຖ້າຄຸນນະພາບດີກວ່ານີ້ ແລະ ສົ່ງໄດ້ຕະຫຼອດປີ

ສິ່ງທີ່ໄດ້ຮຽນຮູ້
ຈາກກຸ່ມກາເຟບ້ານດັກຊຶມ ພວກເຮົາຮຽນຮູ້ວິທີເຮັດສວນເບ້ຍໄມ້ນຳກັນ, ການຈົດບັນຊີໃຫ້ທຸກຄົນເຫັນ ແລະ ການແບ່ງໜ້າທີ່ໃຫ້ເທົ່າກັນ
ລະຫວ່າງຍິງ-ຊາຍ

ແນວຄິດ ແລະ ຈຸດປະສົງ
ພວກເຮົາຢາກເຮັດຫ້ອງເຢັນນ້ອຍດ້ວຍດິນ ແລະ ໄມ້ໄຜ່ ເພື່ອໃຫ້ໜໍ່ສົດໄດ້ 3 ມື້ ແລະ ເພີ່ມຜົນຜະລິດຈາກ 1.200 ກິໂລ ເປັນ 2.000 ກິໂລ
ພາຍໃນ 15 ເດືອນ

ສິ່ງທີ່ຕ້ອງໃຊ້ ແລະ ເງິນ
ເບ້ຍໜໍ່ໄມ້ຝຣັ່ງ 4.000 ຕົ້ນ, ຝຸ່ນຄອກ 6 ໂຕນ, ໄມ້ໄຜ່, ສັງກະສີ 40 ແຜ່ນ ແລະ ທໍ່ນ້ຳ 300 ແມັດ. ແຮງງານແມ່ນສະມາຊິກອອກເອງ

ຄູ່ຮ່ວມງານ
ຫ້ອງການກະສິກຳ ແລະ ປ່າໄມ້ເມືອງສານໄຊ, ບໍລິສັດຜູ້ຊື້ ແລະ ສະຫະພັນແມ່ຍິງເມືອງ

ຈະຮູ້ໄດ້ແນວໃດ

ຄວາມສ່ຽງ ແລະ ການແບ່ງປັນ
ຖ້າຝົນຕົກຫຼາຍ ທາງເຂົ້າສວນຂາດ ພວກເຮົາຈະຂົນທາງເຮືອແທນ. ກຳໄລແບ່ງຕາມນ້ຳໜັກທີ່ສົ່ງ ແລະ ຫັກ 10% ເຂົ້າກອງທຶນກຸ່ມ
"""

_DAYS = [
    date(2026, 12, 1),
    date(2026, 12, 15),
    date(2027, 2, 28),
    date(2027, 5, 31),
    date(2027, 7, 31),
    date(2028, 1, 31),
]
_DONE = (
    Action("ປະຊຸມກຸ່ມ ແລະ ຕັ້ງລະບຽບການເກັບກ່ຽວ", "ນາງ ນ້ອຍ", _DAYS[0], _DAYS[1], 0, 0, "ມີລະບຽບກຸ່ມທີ່ທຸກຄົນເຊັນຊື່"),
    Action(
        what="ສ້າງຫ້ອງເຢັນດິນຂະໜາດ 4 x 3 ແມັດ ດ້ວຍດິນ ແລະ ໄມ້ໄຜ່ຂອງບ້ານ",
        who="ແສງ, ຄຳພອນ",
        start=_DAYS[1],
        due=_DAYS[2],
        cost=12_500_000,
        own=4_500_000,
        sign="ໜໍ່ສົດໄດ້ 3 ມື້",
    ),
    Action("ຊື້ເບ້ຍ 4.000 ຕົ້ນ ແລະ ປູກຕື່ມ 1 ເຮັກຕາ", "ທຸກຄອບຄົວ", _DAYS[2], _DAYS[3], 16_000_000, 2_000_000),
    Action("ຝຶກອົບຮົມການຄັດຄຸນນະພາບກັບບໍລິສັດ", "ທ່ານ ຄຳ", None, _DAYS[3], 3_250_000, 250_000, "ໜໍ່ຊັ້ນ 1 ຮອດ 70%"),
    Action("ເຊັນສັນຍາຊື້-ຂາຍ 2 ປີ", "ນາງ ນ້ອຍ ແລະ ຄະນະກຳມະການ", _DAYS[3], _DAYS[4], 500_000, 500_000),
    Action("ສະຫຼຸບບັນຊີ ແລະ ແບ່ງປັນບົດຮຽນໃຫ້ບ້ານໃກ້ຄຽງ", "ແສງ", _DAYS[4], _DAYS[5], 1_000_000, 1_000_000),
)


def asparagus(photos: tuple[Path, ...] = ()) -> PlanPaper:
    """A complete plan in Lao with written and spoken answers, a translation, and the photos at its second step."""
    steps = [_step(number, *said.split("\n", 1)) for number, said in enumerate(_SAID.strip().split("\n\n"), 1)]
    voice = Answer("voice", "ພວກເຮົາຢາກໃຫ້ລູກຫຼານສືບຕໍ່", "ແສງ", "21/11/2026", "We want our children to carry on.", "Mali", 84)
    pictures = tuple(Answer("photo", "ສວນຂອງກຸ່ມ", "ແສງ", "21/11/2026", photo=photo) for photo in photos)
    steps[1] = replace(steps[1], answers=steps[1].answers + pictures)
    steps.append(Step(9, "ເຮັດໃຫ້ຍືນຍົງ", (voice, Answer("voice", author="ນ້ອຍ", when="21/11/2026", seconds=7))))
    return PlanPaper(
        language="lo",
        title="ສ້າງຄວາມເຂັ້ມແຂງໃຫ້ກຸ່ມຜະລິດໜໍ່ໄມ້ຝຣັ່ງປອດສານພິດ ແຂວງອັດຕະປື",
        group="ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງບ້ານດາກຫີດ",
        village="ດາກຫີດ",
        district="ສານໄຊ",
        province="ອັດຕະປື",
        programme="ເສັ້ນທາງຮຽນຮູ້ອັດຕະປື",
        project="RLIP",
        round="ຮອບທີ 1 ປີ 2026",
        leader="ນາງ ນ້ອຍ",
        women=15,
        men=6,
        version=2,
        date="ວັນຈັນ, 23 ພະຈິກ 2026",
        steps=tuple(steps),
        actions=_DONE,
        totals=Totals(33_250_000, 8_250_000, 25_000_000),
        agreement=Agreement(18, 21, 13),
        labels=LAO,
        link="https://t.me/PhaenBot?start=plan_7_2",
    )


def _step(number: int, title: str, text: str = "") -> Step:
    return Step(number, title, (Answer("text", text.replace("\n", " "), "ນ້ອຍ", "20/11/2026"),) if text else ())


def in_english(paper: PlanPaper) -> PlanPaper:
    """The same plan with English labels; the answers stay as they were written."""
    return replace(paper, language="en", labels=ENGLISH, date="Monday, 23 November 2026", round="Round 1, 2026")


def photo(folder: Path, name: str, size: tuple[int, int] = (4000, 3000)) -> Path:
    """A photo as a phone takes it: large, with fine detail that does not compress well."""
    image = Image.effect_noise(size, 60).convert("RGB")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, size[1] // 2, size[0], size[1]), fill=(84, 120, 60))
    for row in range(0, size[0], 90):
        draw.line((row, size[1] // 2, row // 2 + 900, size[1]), fill=(40, 80, 30), width=20)
    path = folder / name
    image.save(path, "JPEG", quality=92)
    return path
