"""What is true about people, groups, lessons, plans and reminders: pure values and rules, no I/O, no clock."""
