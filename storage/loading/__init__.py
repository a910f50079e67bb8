"""A load: its run, its batches, its documents, and what goes when a document says otherwise."""
