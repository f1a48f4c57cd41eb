"""For administrators: somebody is found, their roles are taken away, their phone is locked out or moved."""
