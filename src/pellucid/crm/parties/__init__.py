"""Golden records: people and organizations, their contact points and relationships."""
