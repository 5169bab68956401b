"""Tests of ipdesk/store."""
