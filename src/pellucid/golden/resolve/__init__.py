"""From judged pairs to clusters: which records are one customer."""
