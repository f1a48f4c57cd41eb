"""The farmer groups, for staff: proposed ones, then by province and district."""
