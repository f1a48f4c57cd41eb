"""Announcements of staff: written, addressed, looked at, sent, reported – and received."""
