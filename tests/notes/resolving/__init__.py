"""Tests of notes resolved to a library."""
