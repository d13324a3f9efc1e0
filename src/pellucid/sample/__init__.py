"""Invented customers with the truth known: samples for a first look, benches and tests. Nobody in them is real."""

from pellucid.sample.contacts import contacts
from pellucid.sample.organizations import organizations

__all__ = ["contacts", "organizations"]
