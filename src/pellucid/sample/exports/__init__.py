"""The same records as the files that different systems would export."""
