"""The dearest document that the limits allow: searched for, and its processor time told.

The search knows the schema, by introspection, and what a frontend developer knows; it is told nothing of how
a document is priced. It makes candidates of every root field, filter and object, puts as many of each into a
document as are accepted, and then mixes those that take most. Every document is new to the server, no answer
is stored, and before each the version of the content is another one.
"""

from .command import add_options, run

__all__ = ["add_options", "run"]
