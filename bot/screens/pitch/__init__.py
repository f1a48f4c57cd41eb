"""A group tells about its plan in one voice and up to three photos, so that others judge it by ear."""
