"""The field register: which fields there are, delivered and of one's own."""
