"""What was done: append-only changes, each listing what it added and withdrew. Undo starts here."""
