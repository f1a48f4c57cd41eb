"""Groups hear each other's plans and give stars; nothing here has to be read."""
