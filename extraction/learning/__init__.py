"""Small trained models: log-linear weights over named features, scored without a library."""
