"""The transport: the only folder that knows Telegram's library; updates in, Bot API calls out, errors into results."""
