"""Rules of content: over the model of a document, so that a source is checked before its paper is made."""
