"""The applications that are measured, one for each server process; all stand behind the same counter."""
