"""From a cluster to its golden record: which value of which source record is shown, and why."""
