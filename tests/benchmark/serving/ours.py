"""The CMS as shipped."""

from django.conf import settings

from cms.serving.rsgi import RsgiApplication
from site_config.wsgi import application as shipped

from .counting import counted

application = RsgiApplication(counted(shipped), settings.CMS_WEB_THREADS)
