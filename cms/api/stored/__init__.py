"""Answers that are kept: as long as the edition of the content is the one that they were made in."""
