"""The group's plan: drafted, checked, agreed to, sent, and read again in its versions."""
