"""Touchpoints of every kind, remembered under the customer they were made for."""
