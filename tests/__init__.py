"""Tests of planctongui: real parts, no skips."""
