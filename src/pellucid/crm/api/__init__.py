"""The door for programs: the same queries and actions as the pages, as JSON."""
