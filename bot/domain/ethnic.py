"""Ethnic groups as people choose them from a list; anybody may write another name instead.

Not the whole official list of Lao PDR: those of the south, where the programme began, and the largest elsewhere.
Names are spelt as in content/; no reader from Laos has looked at them yet (content/REVIEW.md).
"""

ETHNIC: dict[str, dict[str, str]] = {
    "lao": {"lo": "ລາວ", "en": "Lao"},
    "alak": {"lo": "ອາລັກ", "en": "Alak"},
    "taliang": {"lo": "ຕະລຽງ", "en": "Taliang"},
    "brao": {"lo": "ເບຣົາ", "en": "Brao"},
    "oy": {"lo": "ໂອຍ", "en": "Oy"},
    "cheng": {"lo": "ເຈັງ", "en": "Cheng"},
    "sadang": {"lo": "ສະດ່າງ", "en": "Sadang"},
    "taoy": {"lo": "ຕະໂອ້ຍ", "en": "Ta-Oy"},
    "katu": {"lo": "ກະຕູ", "en": "Katu"},
    "katang": {"lo": "ກະຕາງ", "en": "Katang"},
    "makong": {"lo": "ມະກອງ", "en": "Makong"},
    "phouthay": {"lo": "ຜູ້ໄທ", "en": "Phouthay"},
    "khmu": {"lo": "ກຶມມຸ", "en": "Khmu"},
    "hmong": {"lo": "ມົ້ງ", "en": "Hmong"},
    "akha": {"lo": "ອາຄາ", "en": "Akha"},
    "lue": {"lo": "ລື້", "en": "Lue"},
}
