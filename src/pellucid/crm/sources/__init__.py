"""What arrived, unchanged: sources, imports, source records."""
