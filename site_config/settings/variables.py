"""The environment variables that settings are read from.

A variable has the name of its setting. `environment.check()` is called at the end of each module that is a
DJANGO_SETTINGS_MODULE.
"""

import os
from pathlib import Path

from site_config.env import Environment

BASE_DIR = Path(__file__).resolve().parent.parent.parent
environment = Environment(os.environ)
# Grows with what is read by the modules of settings: a check names the variables that nobody reads.
CMS_VARIABLES_READ = environment.names
