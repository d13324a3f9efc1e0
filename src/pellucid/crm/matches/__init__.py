"""What may be the same: match models, forms, keys, candidate pairs."""
