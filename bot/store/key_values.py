"""Key–value pairs of this deployment."""

import sqlalchemy as sa

from bot.domain import stop
from bot.domain.stop import Stop
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

    def set_up(self) -> dict[str, str]:
        """What was set in the chat: item → value. Asked in every turn."""
        rows = (row for row in self.ask(_SET_UP) if row.name != stop.KEY)
        return {row.name.removeprefix("set "): row.value[1:] for row in rows if row.value}

    def stop(self) -> Stop | None:
        """What an administrator holds; asked together with what was set up."""
        written = next((row.value for row in self.ask(_SET_UP) if row.name == stop.KEY), "")
        return stop.read(written or "")

    def lock(self, name: str) -> str:
        """The same, locked also if it was never set."""
        self.insert_new(facts, {"name": name, "value": ""}, key=("name",))
        return self.take(name)

    def set(self, name: str, value: str) -> None:
        self.upsert(facts, {"name": name, "value": value}, key=("name",))


# A value begins with "=", so that an empty one that was set differs from none. "!" comes next to " ".
_ITEMS = sa.and_(facts.c.name >= "set ", facts.c.name < "set!")
_SET_UP = sa.select(facts.c.name, facts.c.value).where(sa.or_(facts.c.name == stop.KEY, _ITEMS))
