"""What we may do: suppression."""
