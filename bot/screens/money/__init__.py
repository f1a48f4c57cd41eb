"""The group's money in the open: planned against spent, expenses, the month's summary."""
