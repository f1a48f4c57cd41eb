"""What happened since the start, counted, in the text format that Prometheus reads."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping

# Upper bounds in seconds of the classes into which turns are sorted.
CLASSES = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
Labels = tuple[tuple[str, str], ...]


class Measures:
    """Counters by name and labels, and how long turns took."""

    def __init__(self) -> None:
        self._counters: Counter[tuple[str, Labels]] = Counter()
        self._turns = [0] * (len(CLASSES) + 1)
        self._seconds = 0.0

    def count(self, name: str, number: int = 1, **labels: str) -> None:
        """So many more; labels are kinds of things, never people or chats."""
        self._counters[name, tuple(labels.items())] += number

    def turned(self, seconds: float) -> None:
        """A turn took so long, from its start to its commit."""
        self._turns[bisect_left(CLASSES, seconds)] += 1
        self._seconds += seconds

    def text(self, gauges: Mapping[str, Mapping[Labels, float]]) -> str:
        """Everything; `gauges` are what the database says now, by name and labels."""
        lines: list[str] = []
        for name in dict.fromkeys(name for name, _ in sorted(self._counters)):
            lines.append(f"# TYPE {name} counter")
            lines += [
                _line(f"{name}_total", labels, count) for (own, labels), count in self._counters.items() if own == name
            ]
        for name, values in gauges.items():
            lines.append(f"# TYPE {name} gauge")
            lines += [_line(name, labels, value) for labels, value in values.items()]
        return "\n".join([*lines, *self._histogram()]) + "\n"

    def _histogram(self) -> list[str]:
        name, lines, below = "phaen_turn_seconds", ["# TYPE phaen_turn_seconds histogram"], 0
        for bound, count in zip([*map(str, CLASSES), "+Inf"], self._turns, strict=True):
            below += count
            lines.append(_line(f"{name}_bucket", (("le", bound),), below))
        return [*lines, _line(f"{name}_sum", (), self._seconds), _line(f"{name}_count", (), below)]


def _line(name: str, labels: Labels, value: float) -> str:
    shown = ",".join(f'{label}="{text}"' for label, text in labels)
    return f"{name}{{{shown}}} {value:g}" if shown else f"{name} {value:g}"
