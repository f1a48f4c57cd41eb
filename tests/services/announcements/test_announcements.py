"""An announcement while it is written: by staff, and never sent empty."""

import pytest

from bot.domain.refused import Refused
from bot.services.announcements import announcements, sending
from bot.store.database import Database
from tests.services.announcements.here import NOW, settle, written
from tests.story import LIBRARY


def test_nothing_is_sent_empty_or_to_nobody_or_by_somebody_who_is_not_staff(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        empty = announcements.begin(uow, by=here.mali, now=NOW)
        with pytest.raises(Refused):
            sending.send(uow, LIBRARY, empty, by=here.mali, max_without_second=200, now=NOW)
        assert announcements.begin(uow, by=here.mali, now=NOW) == empty
        with pytest.raises(Refused):
            sending.send(uow, LIBRARY, written(here, "province", "09"), by=here.mali, max_without_second=200, now=NOW)
        with pytest.raises(Refused):
            announcements.begin(uow, by=here.noy, now=NOW)
        assert uow.outbox.due(now=NOW, limit=9) == []
