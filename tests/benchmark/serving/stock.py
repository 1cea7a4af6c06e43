"""The project with stock Grapple and the REST API."""

from django.core.wsgi import get_wsgi_application

from .counting import counted

application = counted(get_wsgi_application())
