"""Tests of ipdesk, one folder for each of its folders."""
