"""Trained models at run time: small ones, read from files of weights, scored in plain Python."""
