"""Templates filled with documents: compiled once, rendered any number of times, always escaped and sandboxed."""
