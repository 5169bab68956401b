"""Engines over the rule files."""
