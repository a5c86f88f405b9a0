"""Facts about Vietnamese text that the stages share: letters and syllables, hygiene, legacy encodings, abbreviations."""
