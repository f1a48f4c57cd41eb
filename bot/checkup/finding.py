"""What a check found: one line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: whether it is fine, and words that say what or how to mend it."""

    fine: bool
    words: str
    doubtful: bool = False  # it works, and is probably not what was meant

    @property
    def sign(self) -> str:
        """What begins its line."""
        return "⚠" if self.doubtful else "✓" if self.fine else "✗"
