"""All of it out, and back in."""
