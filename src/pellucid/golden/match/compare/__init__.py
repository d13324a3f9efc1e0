"""How each kind of value is compared, one file a kind."""
