"""Key–value pairs of this deployment."""

import sqlalchemy as sa

from bot.store.repository import Repository
from bot.store.tables import facts


class KeyValues(Repository):
    """A small table of names and values."""

    def get(self, name: str) -> str:
        """The value of `name`, "" when it was never set."""
        return self.value(facts.c.value, facts.c.name == name) or ""

    def take(self, name: str) -> str:
        """The same, locked until the transaction ends if it was ever set."""
        row = self.first(sa.select(facts.c.value).where(facts.c.name == name).with_for_update())
        return str(row.value) if row else ""

    def set(self, name: str, value: str) -> None:
        self.upsert(facts, {"name": name, "value": value}, key=("name",))
