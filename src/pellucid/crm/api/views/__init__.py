"""The endpoints: each translates, calls one action or query, and translates back."""
