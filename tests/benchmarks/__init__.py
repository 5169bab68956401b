"""Benchmarks over a large workspace: figures beside targets and beside simpler things measured in the same run."""
