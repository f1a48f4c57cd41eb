"""Stories of change: the group's own, and those that others share."""
