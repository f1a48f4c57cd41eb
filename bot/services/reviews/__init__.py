"""Experts review submitted versions, assigned by load and never with a conflict of interest."""
