"""Sequence-to-sequence models for every stage: one engine protocol, the shipped models, and checkpoints of the Hub."""
