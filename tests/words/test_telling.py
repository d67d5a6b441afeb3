"""The record in words: every reason, outcome and event has its sentence."""

from __future__ import annotations

from datetime import datetime

import pytest

from planctongui.core.limits import Limits
from planctongui.core.preview import Never, Preview
from planctongui.core.record import Happening, Span
from planctongui.core.replay import Effect
from planctongui.core.verdict import Mood, Reason
from planctongui.views import preview_words
from planctongui.words import telling
from planctongui.words.telling import Group
from tests.views.canned import PREVIEW

T0 = 1_700_000_000.0
SPACE = "\N{NO-BREAK SPACE}"


def plain(text: str) -> str:
    """With spaces that break."""
    return text.replace(SPACE, " ")


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence_and_a_group(reason: Reason) -> None:
    assert telling.was(reason)
    assert telling.group_of(reason) is not Group.UNKNOWN


def test_every_group_has_a_name() -> None:
    names = [telling.group_name(group) for group in Group]
    assert all(names) and len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.42, "0.4 s"),
        (59.6, "1 min 0 s"),
        (148, "2 min 28 s"),
        (3600, "1 h 0 min"),
        (43380, "12 h 3 min"),
    ],
)
def test_lengths_are_told_with_their_two_greatest_units(seconds: float, words: str) -> None:
    assert plain(telling.length(seconds)) == words


def test_a_span_tells_when_how_long_and_why() -> None:
    told = telling.span(Span(T0, T0 + 148, Mood.HELD, Reason.OWNER_INPUT))
    assert plain(told).endswith("(2 min 28 s): Held: you used the computer.")


def test_a_day_is_summed_up_the_longest_first() -> None:
    spans = [
        Span(T0, T0 + 60, Mood.HELD, Reason.OWNER_INPUT),
        Span(T0 + 60, T0 + 3660, Mood.CONTRIBUTING, Reason.CONTRIBUTING),
        Span(T0 + 3660, T0 + 3720, Mood.HELD, Reason.OWNER_CPU),
    ]
    assert plain(telling.summary(spans)) == "given 1 h 0 min, held for you 2 min 0 s"
    assert telling.summary([]) == "nothing was recorded"


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        ("verdicts.owner_input", ("held", T0 + 90), "Held: you used the computer (1 min 30 s)."),
        ("pilots.ended", ("p", "local", "useful", "", 61.0),
         "A pilot of local finished its job and gave 1 min 1 s of CPU time."),
        ("pilots.ended", ("p", "local", "lost", "ttl", 2.0),
         "A pilot of local ended without a result after 2.0 s of CPU time. "
         "It was ended: it had run its full time."),
        ("pilots.ended", ("p", "local", "empty", "idle", 2.0), "A pilot of local found no job."),
        ("orders.paused", ("",), "You paused until you resume."),
        ("orders.schedule", ("",), "The schedule is empty from now on."),
        ("orders.schedule", ("mon off",), "New schedule: mon off."),
        ("orders.limit", ("calm_s", 30.0), "New limit, seconds after your last input: 30."),
        ("orders.limit", ("rung", "share"), "New limit, while you are here: share."),
        ("troubles.came", ("It is broken", "Mend it."), "It is broken. Mend it."),
        ("troubles.went", ("It is broken.",), "Solved: It is broken."),
        ("program.began", (), "planctongui started."),
        ("program.slept", (T0,), "The computer woke from sleep."),
    ],
)  # fmt: skip
def test_what_happened_is_one_sentence(kind: str, values: tuple[str | float], words: str) -> None:
    assert plain(telling.happening(Happening(T0, kind, values))) == words


def test_every_limit_has_a_name() -> None:
    for name in Limits.__dataclass_fields__:
        words = telling.happening(Happening(T0, "orders.limit", (name, 1)))
        assert name == "rung" or name not in words, words


def test_a_pause_with_an_end_names_it() -> None:
    words = telling.happening(Happening(T0, "orders.paused", (T0 + 900,)))
    assert words == f"You paused until {telling.clock(T0 + 900, seconds=False)}."
    late = datetime(2026, 11, 25, 23, 30).timestamp()
    words = telling.happening(Happening(late, "orders.paused", (late + 3600 * 8,)))
    assert words == "You paused until tomorrow 07:30.", "the day after the line's own"


# What other limits would have meant ------------------------------------------------------------


def changed(**fields: object) -> Preview:
    """The canned preview with another field."""
    values = {name: getattr(PREVIEW, name) for name in Preview.__dataclass_fields__}
    return Preview(**{**values, **fields})  # type: ignore[arg-type]


def test_a_preview_is_one_sentence() -> None:
    assert plain(preview_words.sentence(PREVIEW)) == (
        "Last week this would have given up to 31.4 h (now 24.4 h), held 212 times (now 512), "
        "0.4 s of delay (now 0.9 s)."
    )
    assert preview_words.notes(PREVIEW) == ""


def test_a_short_record_is_called_what_it_is() -> None:
    words = plain(preview_words.sentence(changed(known_s=7200.0)))
    assert words.startswith("In the 2 h 0 min on record this would have given")
    assert "Nothing is recorded yet" in preview_words.sentence(
        changed(known_s=0.0, now=Effect(), changed=Effect())
    )


def test_a_shorter_calm_is_told_as_the_least_that_it_would_be() -> None:
    told = plain(preview_words.sentence(changed(at_least=True)))
    assert "given at least 31.4 h (now 24.4 h), held at least 212 times" in told
    assert "pauses in your typing" in preview_words.notes(changed(at_least=True))
    nothing = changed(at_least=True, known_s=0.0)
    never = changed(at_least=True, never=Never.NOTHING)
    assert preview_words.notes(nothing) == preview_words.notes(never) == ""


def test_an_unknown_delay_is_not_told_as_none() -> None:
    told = changed(delay_s=None)
    assert "delay" not in preview_words.sentence(told)
    assert "not measured often enough" in preview_words.notes(told)
    assert "0.4 s of delay." in plain(preview_words.sentence(changed(delay_now_s=None)))


@pytest.mark.parametrize("why", Never)
def test_limits_that_never_compute_are_told_so(why: Never) -> None:
    assert preview_words.sentence(changed(never=why)).startswith("This never computes: ")


def test_what_is_not_on_record_is_named() -> None:
    told = changed(
        unseen=(
            "metered",
            "on_battery",
            "exclusive",
            "inhibitors",
            "locked",
            "memory",
            "disk",
            "full_screen",
        )
    )
    assert preview_words.notes(told).startswith("Not on record, so not counted: metered networks,")
