"""The golden stages run for an import, an edit, a night."""
