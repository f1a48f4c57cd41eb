"""The grammar of a conversation: screens, buttons, messages, the runner; it knows no screen and no Telegram."""
