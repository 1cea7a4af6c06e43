"""The CMS as shipped."""

from site_config.wsgi import application as shipped

from .counting import counted

application = counted(shipped)
