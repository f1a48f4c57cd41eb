"""The districts of a province."""

from __future__ import annotations

from bot.chat.screen import Turn
from bot.domain.refused import Missing
from bot.screens.welcome.views import ChooseArea, LocationsView


class ChooseDistrict(ChooseArea):
    """Those in which the programme works come first."""

    name = "welcome.district"
    args = ("province", "page")

    def load(self, turn: Turn) -> LocationsView:
        province = turn.library.locations.province(turn.word("province"))
        if province is None:
            raise Missing
        known = turn.uow.groups.districts()
        found = sorted(province.districts, key=lambda district: district.code not in known)
        return LocationsView(province, found, turn.page)
