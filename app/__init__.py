"""QC Review Desk 质评台: offline scoring of quality-circle results, with results that can be proved."""

__version__ = "0.1.0"
