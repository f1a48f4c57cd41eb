"""Faults to order: slow and dead networks, failing methods, updates that come twice."""

from dataclasses import dataclass, field
from typing import Any

from bot.simulator.errors import ApiError, too_many_requests
from bot.simulator.payload import Json

TEXTS = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 409: "Conflict", 500: "Internal Server Error"}
TEXTS |= {502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout"}


@dataclass
class Failure:
    """The next `times` calls of a method fail; "*" stands for every method but getUpdates.

    `after_accept` performs the call first (the answer gets lost), `hang` waits that many seconds before failing,
    `reset` cuts the connection instead of answering.
    """

    method: str = "*"
    status: int = 502
    times: int = 1
    after_accept: bool = False
    retry_after: int = 0
    hang: float = 0
    reset: bool = False

    def concerns(self, method: str) -> bool:
        wanted = self.method.lower()
        return self.times > 0 and (wanted == method.lower() or (wanted == "*" and method.lower() != "getupdates"))

    def error(self) -> ApiError:
        if self.status == 429:
            return too_many_requests(self.retry_after or 1)
        return ApiError(self.status, TEXTS.get(self.status, "Error"))


@dataclass
class Faults:
    delay_ms: int = 0
    offline: bool = False
    fail: list[Failure] = field(default_factory=list)

    def order(self, wish: Json) -> None:
        """Takes an order of the people API; what it does not name stays; TypeError for unknown words."""
        self.delay_ms = int(wish.get("delay_ms", self.delay_ms))
        self.offline = bool(wish.get("offline", self.offline))
        if "fail" in wish:
            self.fail = [Failure(**failure) for failure in wish["fail"]]

    def take(self, method: str) -> Failure | None:
        """The failure that this call meets, used up by one."""
        failure = next((failure for failure in self.fail if failure.concerns(method)), None)
        if failure:
            failure.times -= 1
        return failure

    def state(self) -> dict[str, Any]:
        waiting = [vars(failure) for failure in self.fail if failure.times > 0]
        return {"delay_ms": self.delay_ms, "offline": self.offline, "fail": waiting}
