"""The loops on a local Telegram: nothing is lost, nothing is out of order."""
