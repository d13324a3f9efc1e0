"""Where set work runs. Each engine does the same three things and gives the same answers."""
