"""What was decided: judgements, and the customers' ids that follow."""
