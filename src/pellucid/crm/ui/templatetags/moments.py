"""Django's filters for days and times, in the reader's calendar and digits; built into every template."""

from datetime import date
from typing import Any

from django import template
from django.template import defaultfilters

from pellucid.crm.ui.dates import write_moment

register = template.Library()


@register.filter(name="date", expects_localtime=True, is_safe=False)
def write_date(moment: Any, shape: str = "DATE_FORMAT") -> str:
    """Return a day in a named format; what is made for machines, such as "c", and what is no day is left to Django."""
    is_named = shape.endswith("_FORMAT") and isinstance(moment, date)
    return write_moment(moment, shape) if is_named else str(defaultfilters.date(moment, shape))


@register.filter(name="time", expects_localtime=True, is_safe=False)
def write_time(moment: Any, shape: str = "TIME_FORMAT") -> str:
    """Return the time of the day in a named format, likewise."""
    is_named = shape.endswith("_FORMAT") and isinstance(moment, date)
    return write_moment(moment, shape) if is_named else str(defaultfilters.time(moment, shape))
