"""Engines that set citations in a style, behind one interface."""
