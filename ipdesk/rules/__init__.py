"""Engines over the rule files; none is needed by the registers kept so far."""
