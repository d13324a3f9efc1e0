"""Pellucid: clean customer data, and the CRM people work in with it."""

__version__ = "0.1.0"
