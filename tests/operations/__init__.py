"""Tests of ipdesk/operations."""
