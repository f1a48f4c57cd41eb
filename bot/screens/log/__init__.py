"""The log of decisions: who did what and when, by person, group and day."""
