"""What lives in a Telegram group chat: linking it to a farmer group, its language, and the plan's public state."""
