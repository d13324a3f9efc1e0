"""The pellucid command."""
