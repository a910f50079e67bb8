"""Training what tells whom a noun or pronoun stands for."""
