"""Glossaries: what Vietnamese titles, bodies, places and names are called in English.

`packs` are the shipped tables (packs/*.tsv, and the countries of `viet.countries`), `files` reads a user's own glossary (DeepL's CSV and
TSV layout, TBX), `match` finds entries in Vietnamese text and their English in a translation, `compliance` counts how a glossary was kept.
"""
