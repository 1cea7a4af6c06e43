"""The application of production servers, for Granian's own interface: `manage.py serve` starts it."""

from django.conf import settings

from cms.serving.rsgi import RsgiApplication

from .wsgi import application as wsgi_application

application = RsgiApplication(wsgi_application, settings.CMS_WEB_THREADS)
