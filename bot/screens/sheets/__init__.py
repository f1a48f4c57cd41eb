"""Groups and people out of a spreadsheet, for staff: sent, looked at, taken, taken back."""
