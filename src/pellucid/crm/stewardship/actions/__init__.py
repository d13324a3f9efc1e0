"""What stewards do that is more than one action of cleaning, or none of it."""
