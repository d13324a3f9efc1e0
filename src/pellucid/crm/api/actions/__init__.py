"""What is kept for the door, written."""
