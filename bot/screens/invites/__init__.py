"""Links that staff make: into a role or a group, as QR codes and cards, and all that can still be used."""
