"""Translators: each module exports `Options` and `build(options) -> Engine`; its file name is the back end's name."""
