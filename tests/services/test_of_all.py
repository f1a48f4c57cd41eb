"""Who looks after the whole programme: staff of no project in particular, and administrators whatever was said."""

import pytest

from bot.domain.people import OFFICE, Person, Role
from bot.domain.refused import Forbidden
from bot.services import of_all
from bot.store.database import Database
from tests.services.announcements.here import NOW, limited, settle


def test_staff_of_some_projects_change_nothing_that_is_of_all(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = settle(uow)
        tui = limited(here, "RLIP")
        of_all.check(by=here.mali)
        for nobody in (tui, here.noy):
            with pytest.raises(Forbidden):
                of_all.check(by=nobody)
        uow.people.put_role(tui.id, Role.ADMIN, "confirmed", now=NOW)
        found: Person | None = uow.people.get(tui.id)
        assert found is not None
        of_all.check(by=found)
        of_all.check(by=found, roles=OFFICE)
