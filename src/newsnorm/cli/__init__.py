"""The command line: `run` is the program ``newsnorm``, one module for each of its commands.

click, for its completion in three shells and its progress bar, without a dependency of its own.
"""

from newsnorm.cli.program import run

__all__ = ["run"]
