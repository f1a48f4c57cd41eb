"""Recording voices: languages, sections, one text, and its earlier recordings."""
