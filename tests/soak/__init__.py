"""A whole programme under a moving clock, against an oracle that knows only the rules."""
