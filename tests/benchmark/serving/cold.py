"""The CMS while its content never stays the same for two requests."""

from django.conf import settings

from cms.serving.rsgi import RsgiApplication
from site_config.wsgi import application as shipped

from .counting import bumped, counted

application = RsgiApplication(bumped(counted(shipped)), settings.CMS_WEB_THREADS)
