"""Dates as the invented outlets print them, each in its own language and calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

import jdatetime

_MONTHS: Mapping[str, str] = MappingProxyType(
    {
        "en": "January February March April May June July August September October November December",
        "fa": "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
        "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    }
)
_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def printed(at: datetime, language: str) -> str:
    """The day of ``at``, in its own zone, as an outlet in ``language`` prints it; Persian in the Jalali calendar."""
    if language == "zh":
        return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"
    if language == "fa":
        day = jdatetime.date.fromgregorian(date=at.date())
        return f"{day.day} {_month('fa', day.month)} {day.year}".translate(_PERSIAN_DIGITS)
    month = _month(language, at.month)
    return f"{at.day} de {month} de {at.year}" if language == "es" else f"{at.day} {month} {at.year}"


def _month(language: str, number: int) -> str:
    return _MONTHS[language].split()[number - 1]
