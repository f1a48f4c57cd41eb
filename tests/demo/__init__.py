"""The demo as a programme officer sees it: the real process, a real browser."""
