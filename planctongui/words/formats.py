"""Numbers and spans of time as the owner reads them.

For: every figure that is not part of a sentence. Not for: points in time (`moments`), or numbers
for other programs (`given_csv`). Pure; any thread.
"""

from __future__ import annotations

from planctongui.tongue import translate

MIB = 2**20


def decimal(number: str) -> str:
    """A number as Python writes it, with the owner's decimal mark."""
    return number.replace(".", translate("Sentences", ".", "decimal mark"))


def measure(number: float, unit: str) -> str:
    """A number of about three digits with its unit: "0.70 h", "12.3 h", "1 234 h"."""
    if number < 9.995:
        return f"{decimal(f'{number:.2f}')} {unit}"
    return f"{decimal(f'{number:.1f}') if number < 999.5 else count(number)} {unit}"


def count(number: float) -> str:
    """A whole number, its thousands apart: "1 234"."""
    return f"{number:,.0f}".replace(",", "\N{NO-BREAK SPACE}")


def weight(grams: float) -> str:
    """Grams as what suits: "120 g", "5.84 kg", "1.20 t"."""
    if grams < 999.5:
        return f"{grams:.0f} g"
    return measure(grams / 1e3, "kg") if grams < 999_500 else measure(grams / 1e6, "t")


def memory(size: float) -> str:
    """Bytes as MiB."""
    return f"{count(size / MIB)} MiB"


def span(seconds: float) -> str:
    """A span of time in its two largest parts: "42 s", "5 min 10 s", "3 h 20 min", "2 d 4 h"."""
    whole = max(0, round(seconds))
    days, hours, minutes = whole // 86400, whole % 86400 // 3600, whole % 3600 // 60
    if days:
        return translate("Formats", "{days} d {hours} h").format(days=days, hours=hours)
    if hours:
        told = translate("Formats", "{hours} h {minutes} min")
        return told.format(hours=hours, minutes=minutes)
    if minutes:
        told = translate("Formats", "{minutes} min {seconds} s")
        return told.format(minutes=minutes, seconds=whole % 60)
    return translate("Formats", "{seconds} s").format(seconds=whole)


def hours(cpu_seconds: float) -> str:
    """CPU hours with about three digits: "0.70 h", "12.3 h", "1 234 h"."""
    return measure(cpu_seconds / 3600, "h")


def printable(text: str) -> str:
    """The text without control characters, which could be orders to a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)
