"""Verbs: one function = one thing that a person can do. None commits, none renders."""
