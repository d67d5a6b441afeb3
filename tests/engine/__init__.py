"""Tests against a real Docker engine of their own."""
