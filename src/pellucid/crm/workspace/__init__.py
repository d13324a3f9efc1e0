"""Customers as people work with them: home, lists, one customer, a new one, search."""
