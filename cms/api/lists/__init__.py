"""The lists of the contract: filtered, sorted, sliced, counted."""
