"""A kind refusal: what a person may not or cannot do now, said in words meant for that person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

Msgid = NewType("Msgid", str)  # an English text of the catalogues


@dataclass(frozen=True, slots=True)
class Counted:
    """An English text of the catalogues about `number` things, in both its forms; {n} stands for the number."""

    one: str
    many: str
    number: int

    def __str__(self) -> str:
        return self.one if self.number == 1 else self.many


class Refused(Exception):
    """Undoes the verb that raised it and is shown to the person; by itself it stands for a rule of the programme.

    `reason` is an English text of the catalogues with {names}; `values` fill them and may themselves be `Counted`.
    """

    def __init__(self, reason: str | Counted, **values: object) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.values = values


class Missing(Refused):
    """What the person reaches for is not there, or not any more."""

    def __init__(self, reason: str = Msgid("This page is not there any more"), **values: object) -> None:
        super().__init__(reason, **values)


class Forbidden(Refused):
    """The person has no right to it; somebody else may have."""

    def __init__(self, reason: str = Msgid("This part is not open to you"), **values: object) -> None:
        super().__init__(reason, **values)


class Stale(Refused):
    """It was changed since the person looked: the present state is shown instead, and nothing is changed."""

    def __init__(
        self, reason: str = Msgid("This button is old. Here is the page as it is now"), **values: object
    ) -> None:
        super().__init__(reason, **values)


class NoRoom(Refused):
    """A file for which there is no room any more; whatever was written beside it still has some."""
