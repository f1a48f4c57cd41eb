"""Staff bring groups in from a table: sent to the bot, looked at, taken with one tap, undone with another."""

from bot.domain.people import Role
from tests.sheets import lines, row, work
from tests.story import Someone, Story

STAFF = (Role.STAFF,)


def sent(story: Story, *rows: tuple[str, ...]) -> Someone:
    """Mali has sent a table with these lines."""
    mali = story.known("Mali", language="en", roles=STAFF)
    mali.says("/groups")
    mali.taps("Groups from a table")
    mali.sends("document", name="Attapeu.xlsx")
    assert mali.sees.text == "Attapeu.xlsx\n\nI am reading the table. The answer will come here"
    with story.database.begin() as uow:
        work(uow, {"lines": [list(line) for line in lines(rows)]}, story)
    story.deliver()
    return mali


def test_a_table_is_looked_at_taken_and_undone(story: Story) -> None:
    mali = sent(story, row(), row(name="ທ້າວ ສີ", leader="ແມ່ນ"), row(), row(district="Nowhere"))
    assert mali.sees.text == (
        "Attapeu.xlsx\n\n2 new lines\n1 is here already\n1 line has a fault\n\n"
        "Line 5: no district is called “Nowhere” there\nTake the new lines?"
    )
    assert mali.sees.buttons() == ["✅ Take 2 lines", "🗑 Do not take it", "Another table ▶"]
    mali.taps("Take 2 lines")
    assert "It is being taken: 2 lines are left" in mali.sees.text
    assert mali.forges("sheets.page!take:1").toast == "This button is old. Here is the page as it is now"
    with story.database.begin() as uow:
        work(uow, None, story)
    story.deliver()
    assert mali.sees.text == ("Attapeu.xlsx\n\n✅ Taken: 1 group, 2 people\nUntil tomorrow it can be undone")
    mali.taps("See the groups")
    mali.taps("Attapeu (1)")
    mali.taps("Sanxay (1)")
    mali.taps("ກຸ່ມລ້ຽງແບ້")
    assert "👑 Leader: ທ້າວ ສີ" in mali.sees.text
    mali.says("/groups")
    mali.taps("Groups from a table")
    mali.taps("Attapeu.xlsx")
    mali.taps("Undo it all")
    with story.database.begin() as uow:
        work(uow, None, story)
    story.deliver()
    assert mali.sees.text == "Attapeu.xlsx\n\nUndone. Nothing of this table is left"
    mali.says("/groups")
    assert "Open groups: 0" in mali.sees.text


def test_what_is_no_table_is_refused_kindly(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=STAFF)
    mali.forges("sheets.begin")
    mali.sends("document", name="song.mp3")
    assert "This file is no Excel and no CSV" in mali.sees.text
    mali.says("Group A")
    assert "Please send the table as a file: Excel or CSV" in mali.sees.text
    mali.sends("document", name="old.xls")
    with story.database.begin() as uow:
        work(uow, {"why": "old"}, story)
    story.deliver()
    assert "This is a very old kind of Excel file" in mali.sees.text
    assert mali.sees.buttons() == ["Another table ▶"]


def test_many_faults_are_counted_and_the_first_are_told(story: Story) -> None:
    mali = sent(story, *(row(name=f"Noy {n}", district="") for n in range(40)))
    assert mali.sees.text.startswith(
        "Attapeu.xlsx\n\n0 new lines\n40 lines have a fault\n\nLine 2: the district is missing\n"
    )
    assert mali.sees.text.endswith("Line 31: the district is missing\nand 10 more")
    mali.taps("Do not take it")
    assert "Nothing was taken from this table" in mali.sees.text


def test_the_empty_table_is_sent_as_a_file(story: Story) -> None:
    mali = story.known("Mali", roles=STAFF)
    mali.forges("sheets.begin")
    mali.taps("📨")
    media = [bubble.medium for bubble in mali.phone.values() if bubble.medium]
    assert media == [{"kind": "document", "recipe": {"paper": "sheet", "language": "lo"}, "name": "phaen-groups.xlsx"}]


def test_whoever_is_not_staff_gets_nowhere(story: Story) -> None:
    sent(story, row())
    noy = story.known("Noy", language="en")
    for page in ("sheets.begin", "sheets.page:1", "sheets.page!take:1", "sheets.page!undo:1", "sheets.begin!template"):
        assert noy.forges(page).toast == "This part is not open to you"
