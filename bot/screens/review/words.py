"""How the reviews of experts are told."""

from __future__ import annotations

from bot.i18n import mark

DECISIONS = {"approve": mark("✅ passed"), "return": mark("✏️ to be improved")}
