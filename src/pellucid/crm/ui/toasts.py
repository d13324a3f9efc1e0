"""What is said after a change: in the past tense, with the way back."""

from django.contrib import messages
from django.http import HttpRequest


def say(request: HttpRequest, text: str, *, undo_url: str = "") -> None:
    """Show a line on the next page, or on this one where the answer includes ui/toasts.html.

    undo_url: takes a POST that undoes what was done; empty where nothing can be undone.
    """
    messages.success(request, text, extra_tags=undo_url)


def say_wrong(request: HttpRequest, text: str) -> None:
    """Show a line that something was refused: what happened, what it means for the data, what to do."""
    messages.error(request, text)
