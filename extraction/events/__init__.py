"""The events of a document: triggers, who takes part, figures, status, and one event told twice made one."""
