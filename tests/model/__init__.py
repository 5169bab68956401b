"""Tests of ipdesk/model."""
