"""Files in, documents out: one module a source format, each turning bytes into clean text with its metadata."""
