"""Phaen: a Telegram bot that carries a rural learning programme from first lesson to finished action."""
