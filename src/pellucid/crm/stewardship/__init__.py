"""The steward's desk: review queue, compare, audit, feedback."""
