"""Comparison of texts: pure functions of text, without database or window."""
