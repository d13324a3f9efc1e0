"""What a command refuses, and how it exits."""

EXIT_DONE = 0
EXIT_BUG = 1
EXIT_REFUSED = 3
EXIT_STOPPED = 130


class Refused(Exception):
    """The command cannot do what was asked, and its text says in one sentence why and what to do."""
