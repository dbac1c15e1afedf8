"""Names of months as outlets print them, each with its calendar and number; dates printed with them or in figures.

A name stands for one month only: where two calendars or languages share a spelling, they mean the same month.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Calendar = Literal["gregorian", "jalali", ""]
"""The calendar a printed date names; empty where it is in figures and only the year tells."""

_GREGORIAN = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "- - - - - - - - sept - - -",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "ژانویهٔ فوریهٔ - آپریل می جون جولای آگوست - - - -",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "ینایر فبرایر - ابريل ماي يونيه يوليه اغسطس - اكتوبر - دجنبر",
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "جانفي فيفري - أفريل - جوان جويلية أوت - - - -",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "янв фев мар апр - июн июл авг сен окт ноя дек",
    "- февр - - - - - - сент - нояб -",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene - - abr - - - ago setiembre - - dic",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "- fev - - - - - - set out - dez",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr - avr - - juil - - - - déc",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber - - - - - - - okt - dez",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "- - - - - - - - - - - disember",
    "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
)
_JALALI = (
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand",
    "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
)


def _table() -> dict[str, tuple[Calendar, int]]:
    table: dict[str, tuple[Calendar, int]] = {}
    rows: tuple[tuple[Calendar, tuple[str, ...]], ...] = (("gregorian", _GREGORIAN), ("jalali", _JALALI))
    for calendar, languages in rows:
        for language in languages:
            for number, name in enumerate(language.split(), 1):
                if name != "-":
                    table.setdefault(_key(name.replace("_", " ")), (calendar, number))
    return table


def _key(name: str) -> str:
    """A name as it is looked up: one spelling of Arabic and Persian letters, no marks, no case, no full stop."""
    name = unicodedata.normalize("NFC", name).casefold().translate(_LETTERS).strip(" .")
    return " ".join(name.split())


_LETTERS = str.maketrans(
    {"ي": "ی", "ك": "ک", "ى": "ی", "أ": "ا", "إ": "ا", "\u0640": None, "\u200c": None, "٬": None, "\u0307": None}
)
_MONTHS = _table()
_NAME = r"[^\W\d_]+(?:[ \u00a0](?:الأول|الاول|الثاني|الثانی))?"
_OF = r"(?:de |of |d['’]|del )?"
_YEAR = r"(?P<{0}>[0-9]{{4}})(?![0-9])"
_GAP = r"[\s,،.\u200f/-]{1,3}"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<![0-9])(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th|er|º|ª)?(?:{_GAP}){_OF}(?P<m>{_NAME})"
        rf"(?:[/(]\s*{_NAME}\)?)?(?:{_GAP}){_OF}(?:(?:عام|سنة|سال) )?{_YEAR.format('y')}",
        rf"(?P<m>{_NAME}){_GAP}(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:{_GAP}){_YEAR.format('y')}",
        rf"(?<![0-9]){_YEAR.format('y')}{_GAP}(?P<m>{_NAME}){_GAP}(?P<d>[0-9]{{1,2}})(?![0-9])",
        rf"(?<![0-9]){_YEAR.format('y')}\s*[年년]\s*(?P<m>[0-9]{{1,2}})\s*[月월]\s*(?P<d>[0-9]{{1,2}})\s*[日일]",
        rf"(?<![0-9]){_YEAR.format('y')}\s?(?P<sep>[-/.])\s?(?P<m>[0-9]{{1,2}})\s?(?P=sep)\s?(?P<d>[0-9]{{1,2}})(?![0-9])",
        rf"(?<![0-9])(?P<d>[0-9]{{1,2}})(?P<sep>[-/.])(?P<m>[0-9]{{1,2}})(?P=sep){_YEAR.format('y')}",
    )
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A whole date in a text, ``start`` to ``end``; ``day_first`` where day and month may be the other way round."""

    calendar: Calendar
    year: int
    month: int
    day: int
    start: int
    end: int
    day_first: bool


def ascii_digits(text: str) -> str:
    """``text`` with the decimal digits of every script as 0 to 9; its length stays."""
    return "".join(str(unicodedata.decimal(ch)) if ch > "\x7f" and ch.isdecimal() else ch for ch in text)


def printed_dates(text: str) -> Iterator[PrintedDate]:
    """The whole dates (year, month, day) in the text, those with a month's name first."""
    digits = ascii_digits(text)
    for form in _FORMS:
        for found in form.finditer(digits):
            calendar, month = _month(found["m"])
            if month:
                ambiguous = not calendar and form is _FORMS[-1]
                yield PrintedDate(calendar, int(found["y"]), month, int(found["d"]), *found.span(), ambiguous)


def _month(text: str) -> tuple[Calendar, int]:
    if text.isdecimal():
        return "", int(text)
    known = _MONTHS.get(_key(text)) or _MONTHS.get(_key(text).split(" ")[0])
    return known or ("", 0)
