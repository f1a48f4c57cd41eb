"""Farmer groups: who is in them, who leads them, and members without a phone."""
