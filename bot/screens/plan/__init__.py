"""The innovation plan: its steps, actions, review, agreement, sending, versions and comments."""
