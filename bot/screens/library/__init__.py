"""Plans that groups let everybody read, certificates, and who won in the end."""
