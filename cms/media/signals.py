"""What others may want to follow."""

from django.dispatch import Signal

#: A picture has other files than before; sent in the transaction that notes them, with `instance`.
renditions_changed = Signal()
#: Several files have been put into another collection at once; sent in the transaction that does it, with the
#: `ids` of those that were public before or are now.
collection_changed = Signal()
