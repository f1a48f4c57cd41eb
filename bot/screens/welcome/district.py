"""The districts of a province."""

from __future__ import annotations

from bot.chat.screen import Turn
from bot.domain.refused import Missing
from bot.screens.welcome.views import ChooseArea, LocationsView


class ChooseDistrict(ChooseArea):
    name = "welcome.district"
    args = ("province",)

    def load(self, turn: Turn) -> LocationsView:
        province = turn.library.locations.province(turn.word("province"))
        if province is None:
            raise Missing
        return LocationsView(province, province.districts)
