"""The pure core: nouns, the one decision, sums. No I/O, no clock, no Qt, no Docker.

Times named `now`, `born`, `since` are seconds of the monotonic clock; times named `at`, `until`,
`wall` are Unix time, because they are shown to people or compared with a calendar.
"""
