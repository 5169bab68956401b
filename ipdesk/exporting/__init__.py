"""Workbooks and PDFs over one shared layout; what is heavy is imported by the submodules only."""
