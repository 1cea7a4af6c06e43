"""The CMS while its content never stays the same for two requests."""

from site_config.wsgi import application as shipped

from .counting import bumped, counted

application = bumped(counted(shipped))
