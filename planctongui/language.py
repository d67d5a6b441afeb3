"""Which language the owner reads, and its texts from the disk.

For: the start of the program, with a window or without: `speak` once, before any text is made. Not
for: the texts (`resources/translations`) or their use (`tongue`). The format is Qt's, so only this
module, the app and the views know Qt; where all is English it is not even loaded.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from planctongui import tongue

ENGLISH = "en"
"""The language of the source: it needs no translation."""


def wanted(environment: Mapping[str, str]) -> list[str]:
    """Codes of the owner's languages, the dearest first, as gettext finds them: "it", "en"."""
    told = [environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    locale = next(filter(None, told), "C")
    if locale.partition(".")[0] in ("C", "POSIX"):
        return [ENGLISH]  # an order to speak plainly, which LANGUAGE does not undo
    names = [*environment.get("LANGUAGE", "").split(":"), locale]
    codes = [name.partition(".")[0].partition("@")[0].partition("_")[0].lower() for name in names]
    return list(dict.fromkeys(filter(None, codes)))


def speak(environment: Mapping[str, str] | None = None) -> str:
    """Tell everything in the owner's language from now on; gives its code.

    English where there is no translation, or none that can be read. Reads one small file.
    """
    for code in wanted(os.environ if environment is None else environment):
        if code == ENGLISH:
            break
        translator = _translator(code)
        if translator is not None:
            tongue.use(translator)
            return code
    tongue.use(None)
    return ENGLISH


def _translator(code: str) -> tongue.Translator | None:
    """The texts of this language; None = there are none."""
    import planctongui.resources

    folder = Path(planctongui.resources.__file__).parent / "translations"
    if not (folder / f"planctongui_{code}.qm").is_file():
        return None
    try:
        from PyQt5.QtCore import QTranslator
    except ImportError:
        return None  # a terminal on a machine without Qt
    texts = QTranslator()
    if not texts.load(f"planctongui_{code}", str(folder)):
        return None

    def translate(context: str, text: str, disambiguation: str, n: int) -> str:
        # As bytes: of words PyQt would want plain ASCII.
        asked: Any = (context.encode(), text.encode(), disambiguation.encode(), n)
        return texts.translate(*asked) or ""

    return translate
