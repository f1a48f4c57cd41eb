"""The districts of a province."""

from __future__ import annotations

from bot.chat.screen import Turn
from bot.domain.refused import Missing
from bot.screens.welcome.views import ChooseArea, PlacesView


class ChooseDistrict(ChooseArea):
    name = "welcome.district"
    args = ("province",)

    def load(self, turn: Turn) -> PlacesView:
        province = turn.library.places.province(turn.word("province"))
        if province is None:
            raise Missing
        return PlacesView(province, province.districts)
