"""What other limits would have meant, in words.

For: the bar at the foot of the limits page. Not for: the figures (`core.preview`). Pure.
"""

from __future__ import annotations

from planctongui.core.preview import Never, Preview
from planctongui.tongue import mark, translate
from planctongui.words.formats import hours
from planctongui.words.telling import length

_DAY_S = 86400.0
WEEK_S = 6.5 * _DAY_S
"""So much of it is a week."""

_NEVER = {
    Never.NO_CORES: mark("Limits", "This never computes: no core is allowed."),
    Never.WIDE_PILOTS: mark(
        "Limits", "This never computes: one pilot needs more cores than are allowed."
    ),
    Never.ALWAYS_OFF: mark("Limits", "This never computes: the schedule is off all week."),
    Never.NO_MEMORY: mark(
        "Limits", "This never computes: with a pilot, so much memory is never free here."
    ),
    Never.NO_PAUSE: mark(
        "Limits", "This never computes: in your last week you were never still for so long."
    ),
    Never.NOTHING: mark(
        "Limits", "This never computes: in your last week there was no moment for it."
    ),
}

_UNSEEN = {
    "locked": mark("Limits", "when the screen was locked"),
    "inhibitors": mark("Limits", "films, calls and presentations"),
    "full_screen": mark("Limits", "windows that filled the screen"),
    "disk": mark("Limits", "how much room was on the disk"),
    "metered": mark("Limits", "metered networks"),
    "on_battery": mark("Limits", "the battery's charge"),
    "exclusive": mark("Limits", "when these programs ran"),
    "memory": mark("Limits", "how much memory was free"),
}


def sentence(told: Preview) -> str:
    """What last week would have given, and what it gives as it is."""
    if told.never is not None:
        return translate("Limits", _NEVER[told.never])
    if told.known_s <= 0:
        return translate(
            "Limits", "Nothing is recorded yet: from tomorrow on you see here what it would mean."
        )
    if told.known_s >= WEEK_S:
        since = translate("Limits", "Last week")
    else:
        since = translate("Limits", "In the {length} on record").format(length=length(told.known_s))
    now, changed = told.now, told.changed
    sentence = translate(
        "Limits",
        "{since} this would have given up to {hours} (now {hours_now}), held {holds} times "
        "(now {holds_now}){delay}.",
    )
    if told.at_least:
        sentence = translate(
            "Limits",
            "{since} this would have given at least {hours} (now {hours_now}), held at least "
            "{holds} times (now {holds_now}){delay}.",
        )
    return sentence.format(
        since=since,
        hours=hours(changed.core_s),
        hours_now=hours(now.core_s),
        holds=changed.holds,
        holds_now=now.holds,
        delay=_delay(told),
    )


def notes(told: Preview) -> str:
    """What the figures do not know; "" = nothing to say."""
    parts = []
    if told.delay_s is None and told.never is None and told.known_s > 0:
        parts.append(
            translate("Limits", "What it would cost you in delay was not measured often enough.")
        )
    if told.at_least and told.never is None and told.known_s > 0:
        parts.append(
            translate(
                "Limits",
                "All of it would have been more: pauses in your typing that were shorter than the "
                "wait of now are not on record.",
            )
        )
    if told.unseen:
        what = ", ".join(translate("Limits", _UNSEEN[name]) for name in told.unseen)
        parts.append(
            translate("Limits", "Not on record, so not counted: {what}.").format(what=what)
        )
    return " ".join(parts)


def _delay(told: Preview) -> str:
    if told.delay_s is None:
        return ""
    if told.delay_now_s is None:
        return translate("Limits", ", {delay} of delay").format(delay=length(told.delay_s))
    return translate("Limits", ", {delay} of delay (now {now})").format(
        delay=length(told.delay_s), now=length(told.delay_now_s)
    )
