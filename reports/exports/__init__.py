"""What the database holds, written for other systems: events whole, as entities, as networks."""
