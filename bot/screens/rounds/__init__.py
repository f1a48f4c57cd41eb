"""The rounds of the competition, for staff: dates, rules, results."""
