"""Tests of the pages made for one process each."""
