"""Every error a user can meet, and its exit code.

    ViBriefError                  1   it failed
    ├── AskedWrongly              2   the request cannot be carried out as written
    │   ├── BadConfig                 unknown key, wrong type, unknown plug-in
    │   ├── BadInput                  a path that is missing, unreadable or not what it says
    │   └── MissingModel              a checkpoint that is not in the local cache
    ├── BrokenModel               1   weights that are corrupt or do not fit their config
    ├── CannotWrite               1   disk full, read-only folder
    ├── FetchRefused              1   an address or an answer that the fetcher does not accept
    ├── EndpointFailed            1   a model server that refuses, fails or does not answer
    └── BudgetReached             1   as many requests or tokens as the config allows

A message is one line: what, where, what to do next. The command line prints it without a traceback; any other exception is a bug.
"""


class ViBriefError(Exception):
    """Base of all errors meant for the reader."""

    exit_code = 1


class AskedWrongly(ViBriefError):
    """The request cannot be carried out as written."""

    exit_code = 2


class BadConfig(AskedWrongly):
    """A config file with an unknown key, a wrong type or an unknown plug-in."""


class BadInput(AskedWrongly):
    """An input path that is missing, unreadable or not what it says."""


class MissingModel(AskedWrongly):
    """A checkpoint that is not in the local cache."""


class BrokenModel(ViBriefError):
    """Weights that are corrupt or do not fit their config."""


class CannotWrite(ViBriefError):
    """An output that cannot be written: disk full, read-only folder."""


class FetchRefused(ViBriefError):
    """An address or an answer that the fetcher does not accept."""


class EndpointFailed(ViBriefError):
    """A model server that refuses, fails or does not answer."""


class BudgetReached(ViBriefError):
    """As many requests or tokens were spent as the config allows."""
