"""Hand-written fields of page and block types. Importing `all_types` puts them in place."""
