"""Full-text search: by which words a text is found. Wagtail keeps the index; both databases hold the same."""
