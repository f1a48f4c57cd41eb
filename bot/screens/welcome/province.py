"""The provinces, to find one's group without a link."""

from __future__ import annotations

from bot.chat.screen import Turn
from bot.screens.welcome.views import ChooseArea, LocationsView


class ChooseProvince(ChooseArea):
    name = "welcome.province"

    def load(self, turn: Turn) -> LocationsView:
        return LocationsView(None, turn.library.locations.provinces)
