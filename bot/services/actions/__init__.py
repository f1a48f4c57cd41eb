"""The actions of approved plans: check-ins, their corrections, and the actions of all groups for staff."""
