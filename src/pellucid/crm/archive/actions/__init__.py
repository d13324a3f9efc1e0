"""Writing everything out, and taking it in again."""
