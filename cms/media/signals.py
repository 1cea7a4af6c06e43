"""What others may want to follow."""

from django.dispatch import Signal

#: A picture has other files than before; sent in the transaction that notes them, with `instance`.
renditions_changed = Signal()
