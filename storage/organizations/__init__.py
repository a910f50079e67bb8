"""Names as rows, what is said of them and what links them, and the organizations they make."""
