"""English without any translation, and whatever a translator says instead."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from planctongui import tongue
from planctongui.tongue import translate


@pytest.fixture(autouse=True)
def plain_english() -> Iterator[None]:
    tongue.use(None)
    yield
    tongue.use(None)


def italian(context: str, text: str, disambiguation: str, n: int) -> str:
    if context != "Test":
        return ""
    plural = "%n piloti" if n != 1 else "%n pilota"
    return {"Pause": "Pausa", "%n pilot(s)": plural}.get(text, "")


def test_without_a_translator_the_text_is_its_own_translation() -> None:
    assert translate("Test", "Pause") == "Pause"


@pytest.mark.parametrize(
    ("n", "told"), [(0, "0 pilots run"), (1, "1 pilot run"), (2, "2 pilots run")]
)
def test_english_plurals_need_no_translation(n: int, told: str) -> None:
    assert translate("Test", "%n pilot(s) run", "", n) == told


def test_a_translator_is_asked_first_and_english_stays_where_it_knows_nothing() -> None:
    tongue.use(italian)
    assert translate("Test", "Pause") == "Pausa"
    assert translate("Test", "%n pilot(s)", "", 1) == "1 pilota"
    assert translate("Test", "%n pilot(s)", "", 3) == "3 piloti"
    assert translate("Test", "Resume") == "Resume"
    assert translate("Other", "Pause") == "Pause"


def test_a_percent_sign_without_a_count_stays() -> None:
    assert translate("Test", "100 %now") == "100 %now"
