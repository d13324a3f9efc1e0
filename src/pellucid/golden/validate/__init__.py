"""What is wrong with values: finds issues, changes nothing. One file a value kind, named as in standardize."""
