"""ipdesk: the offline desk of a laboratory's IP specialist."""

__version__ = "0.1.0"
