"""One option of a file: its key, its type and range, and what may stand there in words.

For: the settings file's options and those of head nodes' files. Not for: which there are
(`options`; each kind of head node has its own).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planctongui.core.wishes import Value
from planctongui.tongue import mark, translate

UNITS = (
    mark("Settings", "cores"),
    mark("Settings", "seconds"),
    mark("Settings", "percent"),
    mark("Settings", "degrees"),
    mark("Settings", "jobs"),
    mark("Settings", "numbers"),
    mark("Settings", "MiB"),
    mark("Settings", "GB"),
    mark("Settings", "watts"),
    mark("Settings", "grams per kWh"),
)
"""All that an option is measured in."""

_OR = mark("Settings", " or ")
_OR_NUMBER = mark("Settings", "{words} or a number from {lowest} to {highest}{unit}")
_LIST = mark("Settings", 'a list of texts such as ["{example}"]')
_TEXT = mark("Settings", "a text in quotes")
_WHOLE = mark("Settings", "a whole number from {lowest} to {highest}{unit}")
_NUMBER = mark("Settings", "a number from {lowest} to {highest}{unit}")


@dataclass(frozen=True, slots=True)
class Option:
    """One key of the settings file."""

    section: str
    key: str
    default: Value
    """Its type is the type of the option; a float option takes whole numbers too."""
    sentence: str
    unit: str = ""
    lowest: float = 0
    highest: float = 0
    """Both ends are allowed; they say nothing for texts."""
    choices: tuple[str, ...] = ()
    """The words allowed; () = any text."""
    example: str = ""
    """One text of a list."""
    or_number: bool = False
    """Besides the words, a number in range is allowed."""
    because: str = ""
    """Why not more than `highest`; "" = it needs no word."""

    @property
    def name(self) -> str:
        """As an owner would say it, e.g. "limits.max_cores"."""
        return f"{self.section}.{self.key}" if self.section else self.key

    def allowed(self, say: Callable[[str, str], str] = translate) -> str:
        """What may stand there, e.g. "a whole number from 0 to 8"; `say=mark`: in English."""
        if self.choices:
            words = say("Settings", _OR).join(f'"{choice}"' for choice in self.choices)
            form = say("Settings", _OR_NUMBER)
            return form.format(words=words, **self._span(say)) if self.or_number else words
        if isinstance(self.default, tuple):
            return say("Settings", _LIST).format(example=self.example)
        if isinstance(self.default, str):
            return say("Settings", _TEXT)
        form = _WHOLE if isinstance(self.default, int) else _NUMBER
        because = f" ({self.because})" if self.because else ""
        return say("Settings", form).format(**self._span(say)) + because

    def _span(self, say: Callable[[str, str], str]) -> dict[str, str]:
        return {
            "lowest": f"{self.lowest:g}",
            "highest": f"{self.highest:.15g}",
            "unit": f" {say('Settings', self.unit)}" if self.unit else "",
        }

    def accepts(self, value: object) -> bool:
        """True if `value`, as TOML gave it, is of the right type and in range."""
        if isinstance(value, bool):
            return False
        if isinstance(self.default, tuple):
            if not isinstance(value, list | tuple):
                return False
            return all(isinstance(text, str) and text.strip() for text in value)
        if isinstance(self.default, str) and not (self.or_number and not isinstance(value, str)):
            return isinstance(value, str) and (not self.choices or value in self.choices)
        kinds = (int,) if isinstance(self.default, int) else (int, float)
        # Not a number (nan) compares false with everything, so it is refused here too.
        return isinstance(value, kinds) and self.lowest <= value <= self.highest
