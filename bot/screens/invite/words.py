"""How the roles are called."""

from __future__ import annotations

from bot.domain.people import Role
from bot.i18n import mark

ROLE_NAMES = {Role.STAFF: mark("staff"), Role.EXPERT: mark("expert"), Role.ADMIN: mark("administrator")}
