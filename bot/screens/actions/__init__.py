"""The work of approved plans: lists, one action with its check-in, and the work of all groups for staff."""
