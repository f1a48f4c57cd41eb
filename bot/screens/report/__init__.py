"""The figures of the programme: looked at, followed to the groups behind them, sent as pictures and papers."""
