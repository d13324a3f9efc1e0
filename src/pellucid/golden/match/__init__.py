"""Who may be the same: values disarmed, pairs proposed by keys, compared in levels, weighed in bits, explained."""
