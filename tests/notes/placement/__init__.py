"""Tests of where marks stand."""
