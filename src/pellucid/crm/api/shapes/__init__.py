"""What goes in and out of the door, as JSON; every id a uuid."""
