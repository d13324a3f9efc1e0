"""How good the data was, and when."""
