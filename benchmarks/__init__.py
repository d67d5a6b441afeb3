"""Measurements, each as a ratio or with its condition. Run all: `make bench`."""
