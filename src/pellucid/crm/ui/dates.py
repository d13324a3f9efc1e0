"""Days and times as the reader writes them: their calendar, their order, their digits."""

from collections.abc import Callable, Mapping
from datetime import date

from django.utils import formats
from django.utils.translation import get_language
from jdatetime import date as persian_date

from pellucid.crm.ui.numbers import write_digits

PERSIAN_MONTHS = persian_date.j_months_fa


def write_moment(moment: date, shape: str) -> str:
    """Return a day or a time in one of Django's named formats, such as DATE_FORMAT; in Persian in the solar calendar.

    moment: a day, or a datetime in the time zone it is to be shown in.
    """
    in_persian = _PERSIAN.get(shape) if get_language() == "fa" else None
    return write_digits(in_persian(moment) if in_persian else formats.date_format(moment, shape))


def _day(moment: date) -> str:
    own = persian_date.fromgregorian(date=moment)
    return f"{own.day} {PERSIAN_MONTHS[own.month - 1]} {own.year}"


def _short_day(moment: date) -> str:
    own = persian_date.fromgregorian(date=moment)
    return f"{own.year}/{own.month:02}/{own.day:02}"


_PERSIAN: Mapping[str, Callable[[date], str]] = {
    "DATE_FORMAT": _day,
    "SHORT_DATE_FORMAT": _short_day,
    "DATETIME_FORMAT": lambda moment: f"{_day(moment)}، {moment:%H:%M}",
    "SHORT_DATETIME_FORMAT": lambda moment: f"{_short_day(moment)}، {moment:%H:%M}",
}
