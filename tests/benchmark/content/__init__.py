"""The content of the benchmark: what a site says (`plan`), and how it comes into a database in bulk."""
