"""The version of docgen: of the distribution, of reports, and of what a batch has made."""

VERSION = "0.1.0"
