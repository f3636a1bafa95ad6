"""pimh: from a focus group's questionnaires and transcript to the tables and the report of the paper."""

__version__ = "0.1.0"
