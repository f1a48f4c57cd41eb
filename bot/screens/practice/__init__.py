"""Plans for practice, which experts read before real ones."""
