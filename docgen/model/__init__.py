"""The parts that papers are made of: immutable, checked when they are read, free of layout."""
