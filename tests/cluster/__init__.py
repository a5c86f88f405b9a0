"""Tests of jobs beyond one process and one disk: Ray, storage, Parquet."""
