"""A kind refusal: what a person may not or cannot do now, said in words meant for that person."""


class Refused(Exception):
    """Undoes the verb that raised it and is shown to the person.

    `reason` is an English text of the catalogues with {names}; `values` fill them.
    """

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values


class Stale(Refused):
    """The world moved on since the person looked: the present state is shown instead, and nothing is changed."""

    def __init__(self, reason: str = "This button is old. Here is the page as it is now") -> None:
        super().__init__(reason)
