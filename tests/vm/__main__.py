"""Builds the guest if it is not there: `python -m tests.vm`."""

from __future__ import annotations

from tests.vm import guest

guest.ready()
