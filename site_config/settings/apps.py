"""Apps, middleware and templates."""

INSTALLED_APPS = [
    # cms.api stands before Grapple: its ready() prepares what Grapple's ready() reads.
    "cms.api",
    "grapple",
    "graphene_django",
    "cms.serving",
    # Before django_tasks_db, whose commands it overrides.
    "cms.tasks",
    "cms.foundation",
    "cms.media",
    "cms.blocks",
    "cms.home",
    "cms.news",
    "cms.members",
    "cms.galleries",
    "cms.navigation",
    "cms.forms",
    "cms.previews",
    "cms.revisions",
    "cms.imports",
    "cms.delivery",
    "cms.logins",
    "cms.demo",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.table_block",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_countries",
    "django_tasks",
    "django_tasks_db",
    "corsheaders",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # Its translations: Wagtail says with it how long ago something was saved.
    "django.contrib.humanize",
    # WhiteNoise serves static files in development as it does in production.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "site_config.request_ids.RequestIdMiddleware",
    "site_config.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "site_config.cors.OriginMiddleware",
    "site_config.content_policy.ContentPolicyMiddleware",
    # The public endpoint needs nothing of what follows.
    "cms.api.http.middleware.GraphQLMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "site_config.languages.InterfaceLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.navigation.redirect_middleware.SafeRedirectMiddleware",
    # The last: it calls the views of requests that write, each in one transaction.
    "site_config.transactions.WriteTransactionMiddleware",
]

ROOT_URLCONF = "site_config.urls"
WSGI_APPLICATION = "site_config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
