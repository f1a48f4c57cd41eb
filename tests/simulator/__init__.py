"""The local Telegram, checked from outside: by raw HTTP, by python-telegram-bot, and by its own client."""
