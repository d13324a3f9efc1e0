"""Rows in sets: Arrow tables into and out of the database, without one object a row."""
