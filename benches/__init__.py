"""Accuracy and speed, measured on labelled sets and beside other libraries."""
