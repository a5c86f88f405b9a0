"""Summarizer back ends: one file each, with `Options` and `build(options)`."""
