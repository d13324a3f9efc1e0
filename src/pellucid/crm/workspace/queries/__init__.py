"""What the pages of customers show."""
