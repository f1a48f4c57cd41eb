"""The provinces, to find one's group without a link."""

from __future__ import annotations

from bot.chat.screen import Turn
from bot.screens.welcome.views import PROVINCE, ChooseArea, LocationsView


class ChooseProvince(ChooseArea):
    """Those in which the programme works come first."""

    name = "welcome.province"
    args = ("page",)

    def load(self, turn: Turn) -> LocationsView:
        known = {code[:PROVINCE] for code in turn.uow.groups.districts()}
        found = sorted(turn.library.locations.provinces, key=lambda province: province.code not in known)
        return LocationsView(None, found, turn.page)
