"""Who works here: users, and what their role lets them do."""
