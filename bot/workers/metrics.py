"""What happened since the start, counted for Prometheus; labels are kinds of things, never people or chats."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

# Upper bounds in seconds of the classes into which turns are sorted.
CLASSES = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Metrics:
    """Counters and gauges in a registry of their own: two Phaens in one process count apart."""

    def __init__(self) -> None:
        self.registry = own = CollectorRegistry()
        self.updates = Counter("phaen_updates", "Updates that were written down", registry=own)
        self.turns = Histogram(
            "phaen_turn_seconds", "Turns, from their start to their commit", buckets=CLASSES, registry=own
        )
        self.turn_errors = Counter("phaen_turn_errors", "Turns that failed", ("kind",), registry=own)
        self.job_errors = Counter("phaen_job_errors", "Tries of jobs that failed", ("kind",), registry=own)
        self.sent = Counter("phaen_sent", "Messages by what became of them", ("state",), registry=own)
        self.send_errors = Counter("phaen_send_errors", "Tries to send that failed", ("kind",), registry=own)
        # What the database says at the moment of a look.
        self.outbox_rows = Gauge("phaen_outbox_rows", "Rows of the outbox", ("lane", "state"), registry=own)
        self.inbox_waiting = Gauge("phaen_inbox_waiting", "Updates that wait for their turn", registry=own)
        self.inbox_aside = Gauge("phaen_inbox_aside", "Updates that were set aside", registry=own)
        self.oldest = Gauge("phaen_oldest_seconds", "How long the oldest row has waited", ("queue",), registry=own)
        self.sends = Gauge("phaen_sends", "Whether this process is the one that sends", registry=own)

    def text(self) -> str:
        """Everything, in the text format that Prometheus reads."""
        return generate_latest(self.registry).decode()
