"""Groups and people out of a spreadsheet: checked line by line, then taken, then taken back for a day."""
