"""Loops without opinions: inbox, outbox, jobs and the clock."""
