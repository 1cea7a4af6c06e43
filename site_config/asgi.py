"""The ASGI application, for servers other than `manage.py serve`; without the response cache."""

import os
from concurrent.futures import ThreadPoolExecutor

from django.core.asgi import get_asgi_application

from site_config.received_headers import BoundedAsgiHeaders
from site_config.startup import refuse_to_start_unprepared, set_up, settle_memory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings.production")

set_up()
# Some servers import this inside their event loop, where Django refuses to ask the database: hence a thread.
with ThreadPoolExecutor(max_workers=1) as executor:
    executor.submit(refuse_to_start_unprepared).result()

application = BoundedAsgiHeaders(get_asgi_application())
settle_memory()
