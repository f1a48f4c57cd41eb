"""Yes or no, as people write it where a question has both."""

from bot.understand import lao

_YES = "ແມ່ນ|ເອົາ|ເຫັນດີ|ຕົກລົງ|ໂດຍ|ເຈົ້າ|ໄດ້|ok|okay|yes|y|👍|✅"
_NO = "ບໍ່|ບໍ|ບໍ່ແມ່ນ|ບໍ່ເອົາ|ຍັງ|ຍັງບໍ່ເອົາ|ບໍ່ຕ້ອງ|no|n|not|✋|👎"
_SAID = {lao.fold(word): yes for words, yes in ((_YES, True), (_NO, False)) for word in words.split("|")}


def said(text: str) -> bool | None:
    """Whether somebody says yes or no; None for everything else."""
    return _SAID.get(lao.fold(text).strip(" .!,"))
