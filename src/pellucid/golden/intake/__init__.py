"""From bytes and tables to source records: what a file is, and what its columns mean."""
