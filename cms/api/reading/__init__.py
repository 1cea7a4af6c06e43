"""What one request reads: a moment, the sites, and values fetched for many objects at once."""

from .batches import Batch, NotYet, Stage, fetched_at
from .request import Reading

__all__ = ["Batch", "NotYet", "Reading", "Stage", "fetched_at"]
