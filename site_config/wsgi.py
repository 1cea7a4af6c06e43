"""The WSGI application, with the response cache before Django; `rsgi.py` serves it."""

import os

from django.core.wsgi import get_wsgi_application

from site_config.startup import refuse_to_start_unprepared, set_up, settle_memory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings.production")

set_up()
refuse_to_start_unprepared()

# Not before the apps are there.
from site_config.received_headers import BoundedHeaders  # noqa: E402
from site_config.response_cache import ResponseCachingApplication  # noqa: E402

application = BoundedHeaders(ResponseCachingApplication(get_wsgi_application()))
settle_memory()
