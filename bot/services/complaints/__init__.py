"""Confidential words: said past the leader, read by one person, answered in time or passed on."""
