"""A group's reminders: their hour, whom they reach, and a rest."""
