# What the training commands use of scikit-learn, which has no types of its own.
