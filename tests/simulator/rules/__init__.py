"""The rules of the Bot API that the local Telegram keeps, each with its source, each broken on purpose."""
