"""What the templates of the desk load."""
