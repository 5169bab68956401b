"""The window: the only room that knows Qt; it calls operations and never the store."""
