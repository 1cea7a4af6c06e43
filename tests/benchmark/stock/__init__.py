"""A Wagtail project as the documentation of Wagtail, Grapple and the REST API v2 shows it, with our content.

A Django app of its own, in a database of its own; nothing of the CMS is imported by its models.
"""
