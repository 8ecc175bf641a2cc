"""Mutants that no test can kill, because they mean the same; each with the reason."""

EQUIVALENTS = {
}
