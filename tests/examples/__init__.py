"""Runs the programs of docs/how-to/write-from-code.md on a stack: `python -m tests.examples`, with AWS's variables set."""
