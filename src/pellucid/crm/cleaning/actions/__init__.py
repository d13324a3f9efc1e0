"""What people and programs do to customers. Each is one transaction and one change in history."""
