"""A slow reader finishes a plan within so many taps and letters; the numbers are lowered when it takes less."""

from __future__ import annotations

from tests import reader
from tests.story import Story


def test_a_slow_reader_finishes_a_plan(story: Story) -> None:
    """11 taps, 8 texts, 20 pages, 1,501 letters: 25 minutes."""
    read = reader.write(story)
    assert len(read.tapped) <= 11, reader.told(read)
    assert read.letters <= 1_501, reader.told(read)
    assert max(read.pages) <= 120
    assert read.tapped[-1] == "📨 ສົ່ງແຜນ"
