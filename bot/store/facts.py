"""Single facts about this deployment, by name."""

from bot.store.shelf import Shelf
from bot.store.tables import facts


class Facts(Shelf):
    """A small table of names and values."""

    def get(self, name: str) -> str:
        """The value of `name`, "" when it was never set."""
        return self.value(facts.c.value, facts.c.name == name) or ""

    def set(self, name: str, value: str) -> None:
        self.upsert(facts, {"name": name, "value": value}, key=("name",))
