"""What the door shows, read."""
