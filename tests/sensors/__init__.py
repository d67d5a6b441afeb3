"""Sensors on a real X server, real terminals and a real process."""
