"""Signing in: users are added by those who run the base, nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAdapter(DefaultAccountAdapter):
    """As allauth has it, without open sign-up."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Return that nobody may."""
        return False
