"""Readers of outside test data, one file each.

A reader exports `accepts(path)` (does this file or folder have its layout?), `read(given)` -> Documents, raising BadInput with file and
line, and `files(given)`, the files that the suite's hash is made from. `given` is what the user wrote, without the reader's name.
"""
