"""Settings, addresses, API router: the only place that knows every app."""
