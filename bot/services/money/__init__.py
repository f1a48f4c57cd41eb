"""The money of approved plans: expenses in the open, and the month's summary."""
