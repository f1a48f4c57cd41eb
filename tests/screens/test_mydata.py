"""Asking for everything that is kept: from the menu, the settings and the privacy notice, on one's own phone."""

from bot.services import own_data
from tests.story import Story


def test_everything_is_asked_for_with_two_taps(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/mydata")
    assert "What you wrote, and your photos and voices" in noy.sees.text
    noy.taps("Send it to me")
    assert noy.sees.text.endswith("The files will come here soon")  # the page stays: nothing else stood there before
    assert noy.sees.buttons() == ["🗑 Erase it", "◀ Back"]
    with story.database.begin() as uow:
        job = uow.jobs.take(now=story.now)
        assert job is not None
        assert (job.kind, job.args["person"], job.args["chat"]) == (own_data.JOB, noy.me, noy.number)


def test_the_settings_lead_to_it_and_to_being_erased(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/settings")
    noy.taps("What is kept about me")
    assert "/mydata sends you all of it, /forget erases it" in noy.sees.text
    noy.taps("Send it to me")
    noy.taps("Back")
    noy.taps("Erase it")
    assert "Shall everything be erased?" in noy.sees.text


def test_a_shared_phone_asks_first_who_it_is(story: Story) -> None:
    noy = story.known("Noy", language="en")
    with story.database.begin() as uow:
        other = uow.people.add(now=story.now, name="Seng", language="en", consented_at=story.now)
        uow.people.serve(noy.number, other)  # type: ignore[arg-type]
    for command in ("/mydata", "/forget"):
        noy.says(command)
        assert "Seng" in "".join(noy.sees.buttons())
