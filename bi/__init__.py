"""What connects BI tools with a database: a role that may only read, the settings of each tool, ready-made projects."""
