"""What values imply: a country, a time zone, a company. Derived values stand beside the given ones, never in them."""
