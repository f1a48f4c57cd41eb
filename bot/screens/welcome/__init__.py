"""Becoming known, one tap a page: language, reading, consent, name, group, and what may be left unsaid."""
