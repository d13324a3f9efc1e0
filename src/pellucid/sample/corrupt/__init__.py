"""What systems and people do to values on their way into a record."""
