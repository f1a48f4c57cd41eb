"""Reads and checks content/: lessons, plan form, rubric, locations, seasons, reminders, the programme of the demo."""
