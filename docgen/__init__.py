"""docgen: Russian normative papers from one structured source."""
