"""Workspaces as each release leaves them."""
