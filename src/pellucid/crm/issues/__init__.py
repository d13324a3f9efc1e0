"""What is wrong with what arrived."""
