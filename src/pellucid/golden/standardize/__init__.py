"""Standard forms, one file a value kind; the raw value is always kept beside."""
