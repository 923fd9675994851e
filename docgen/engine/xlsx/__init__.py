"""Templates of Excel: rows that repeat with their styles, merges, checks, names and formulas."""
