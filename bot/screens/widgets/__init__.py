"""What screens of several rooms share: the calendar, reading values back, quoting answers."""
