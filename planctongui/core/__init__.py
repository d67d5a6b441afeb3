"""The pure core: nouns, the one decision, sums. No I/O, no clock, no Qt, no Docker."""
