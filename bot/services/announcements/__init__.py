"""Telling many people something: written, addressed, checked by a second person, sent once, answered, followed up."""
