"""Quotations proved against their sources."""
