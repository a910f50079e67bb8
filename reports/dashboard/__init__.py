"""The dashboard, a page of its own with charts and events, and its charts as single pictures."""
