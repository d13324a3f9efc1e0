"""Long work in the background: progress, heartbeat, resume, schedule."""
