"""A round as a competition, for staff: its phases and their days, its rules, and what everybody hears of them."""
