"""Reads and checks content/: lessons, plan form, rubric, places, seasons, reminders, the programme of the demo."""
