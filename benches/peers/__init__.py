"""Other libraries beside Pellucid, on the same standard values in the same run. `run` is the bench."""

from benches.peers.compare import run as run
