"""The set-up in the chat: bounds, before and after in the log, and back to the first value."""

from __future__ import annotations

import pytest

from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.services import setup
from bot.store.database import Database
from tests.planning import NOW, settle
from tests.services.test_stops import administrator

FIRST = {"contact": "Office", "media_person": "200", "quiet": "20:00-07:00", "timezone": "Asia/Vientiane"}


def test_what_is_set_wins_and_each_change_is_noted_with_before_and_after(database: Database) -> None:
    with database.begin() as uow:
        mali = administrator(settle(uow))
        assert setup.chosen(uow) == {}
        setup.change(uow, "contact", " Mali   020 5512 ", FIRST, by=mali, now=NOW)
        setup.change(uow, "contact", "Mali 020 5512", FIRST, by=mali, now=NOW)  # a second tap
        held = setup.open_item(uow, "contact", FIRST, by=mali)
        assert (held.value, held.first, held.own, held.by) == ("Mali 020 5512", "Office", True, "Mali")
        setup.change(uow, "contact", "", FIRST, by=mali, now=NOW)  # nobody: that too wins over the first value
        assert setup.chosen(uow) == {"contact": ""}
        assert setup.put_back(uow, "contact", FIRST, by=mali, now=NOW) == "Office"
        with pytest.raises(Stale):
            setup.put_back(uow, "contact", FIRST, by=mali, now=NOW)
        assert setup.chosen(uow) == {}
        noted = [(one.before, one.after) for one in uow.audit.log() if one.verb == "set"]
        assert noted == [("Office", "Mali 020 5512"), ("Mali 020 5512", ""), ("", "Office")]


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("media_person", "0", "0"),
        ("media_person", "-1", None),
        ("media_person", "100001", None),
        ("return_days", "0", None),
        ("return_days", "365", "365"),
        ("quiet", "21.30 - 6", "21:30-06:00"),
        ("quiet", "21:30-21:30", None),
        ("quiet", "25:00-06:00", None),
        ("timezone", "Asia/Bangkok", "Asia/Bangkok"),
        ("timezone", "../etc", None),
        ("timezone", "Nowhere", None),
        ("agreement", "two_thirds", "two_thirds"),
        ("agreement", "some", None),
        ("evening", "17.30", "17:30"),
        ("evening", "24", None),
        ("morning", "7", "07:00"),
        ("contact", "x" * 101, None),
        ("welcome_lo", "ສະບາຍດີ", "ສະບາຍດີ"),
    ],
)
def test_what_may_be_set(sqlite: Database, name: str, typed: str, kept: str | None) -> None:
    with sqlite.begin() as uow:
        mali = administrator(settle(uow))
        if kept is None:
            with pytest.raises(Refused):
                setup.change(uow, name, typed, FIRST, by=mali, now=NOW)
            assert setup.chosen(uow) == {}
        else:
            assert setup.change(uow, name, typed, FIRST, by=mali, now=NOW) == kept


def test_others_set_nothing(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = settle(uow)
        for by in (here.mali, here.noy):
            with pytest.raises(Forbidden):
                setup.change(uow, "contact", "x", FIRST, by=by, now=NOW)
        with pytest.raises(Missing):
            setup.open_item(uow, "token", FIRST, by=administrator(here))
