"""Fault injection: latency, an unreachable server, failing methods."""

from dataclasses import dataclass, field
from typing import Any

from bot.simulator.errors import BotApiError, too_many_requests
from bot.simulator.payload import Json

TEXTS = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 409: "Conflict", 500: "Internal Server Error"}
TEXTS |= {502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout"}


@dataclass
class Failure:
    """The next `times` requests to a method fail; "*" is a wildcard for every method but getUpdates.

    `after_accept` executes the request first (its response is lost), `hang` waits that many seconds before failing,
    `reset` aborts the connection instead of responding; `says` is the error's description, `body` the whole response.
    """

    method: str = "*"
    status: int = 502
    times: int = 1
    after_accept: bool = False
    retry_after: int = 0
    hang: float = 0
    reset: bool = False
    says: str = ""
    body: str = ""

    def matches(self, method: str) -> bool:
        wanted = self.method.lower()
        return self.times > 0 and (wanted == method.lower() or (wanted == "*" and method.lower() != "getupdates"))

    def error(self) -> BotApiError:
        if self.status == 429:
            return too_many_requests(self.retry_after or 1)
        return BotApiError(self.status, self.says or TEXTS.get(self.status, "Error"))


@dataclass
class Faults:
    delay_ms: int = 0
    offline: bool = False
    fail: list[Failure] = field(default_factory=list)

    def update(self, body: Json) -> None:
        """Applies the body of POST /api/faults; absent keys leave things as they are; TypeError for unknown ones."""
        self.delay_ms = int(body.get("delay_ms", self.delay_ms))
        self.offline = bool(body.get("offline", self.offline))
        if "fail" in body:
            self.fail = [Failure(**failure) for failure in body["fail"]]

    def next_failure(self, method: str) -> Failure | None:
        """The failure for this request, whose `times` it decrements."""
        failure = next((failure for failure in self.fail if failure.matches(method)), None)
        if failure:
            failure.times -= 1
        return failure

    def state(self) -> dict[str, Any]:
        pending = [vars(failure) for failure in self.fail if failure.times > 0]
        return {"delay_ms": self.delay_ms, "offline": self.offline, "fail": pending}
