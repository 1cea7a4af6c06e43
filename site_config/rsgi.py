"""The RSGI application for production servers: `granian --interface rsgi site_config.rsgi:application`."""

from .rsgi_server import RsgiApplication
from .wsgi import application as wsgi_application

application = RsgiApplication(wsgi_application)
