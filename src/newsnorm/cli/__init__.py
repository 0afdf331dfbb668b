"""The command line: `newsnorm.cli.program` is the program ``newsnorm``, one module for each of its commands.

click, for its completion in three shells and its progress bar, without a dependency of its own.
"""
