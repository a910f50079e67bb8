"""The words of documents: kept beside them, and searched for."""
