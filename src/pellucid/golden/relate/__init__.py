"""Golden records -> who lives together, and who works where; with what people said of it."""
