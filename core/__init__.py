"""What every folder may use and what uses none of them: the errors and the program's version."""
