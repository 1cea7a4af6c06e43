"""The public API: Grapple, limits, caches."""

from .variables import environment

# What it publishes is chosen in cms.api.schema.pages.
GRAPPLE = {"PAGE_INTERFACE": "cms.api.pages.interface.PageInterface"}

# open: any document within the limits below runs. trusted: only our own and what `manage.py trust_documents`
# has registered. Open is the default everywhere: all that can be reached is public, the limits bound what it
# takes, and a frontend need not register before it is answered.
CMS_GRAPHQL_DOCUMENTS = environment.one_of("CMS_GRAPHQL_DOCUMENTS", ("open", "trusted"), default="open")
# Whether /graphiql/ is there, a page to read the schema and try queries on.
CMS_GRAPHIQL = False
# Whether the schema can be asked for, and errors suggest names. Frontends have it as a file.
CMS_GRAPHQL_INTROSPECTION = environment.flag("CMS_GRAPHQL_INTROSPECTION", default=False)
# What one request may ask for. frontend_contract/README.md says how it is counted, and what ours ask for.
CMS_GRAPHQL_MAX_COST = environment.whole_number("CMS_GRAPHQL_MAX_COST", default=30_000)
CMS_GRAPHQL_MAX_DEPTH = environment.whole_number("CMS_GRAPHQL_MAX_DEPTH", default=12)
CMS_GRAPHQL_MAX_ALIASES = environment.whole_number("CMS_GRAPHQL_MAX_ALIASES", default=50)
CMS_GRAPHQL_MAX_TOKENS = environment.whole_number("CMS_GRAPHQL_MAX_TOKENS", default=2_500)
CMS_GRAPHQL_MAX_COMPARISONS = environment.whole_number("CMS_GRAPHQL_MAX_COMPARISONS", default=20_000)
CMS_GRAPHQL_MAX_BODY_BYTES = environment.whole_number("CMS_GRAPHQL_MAX_BODY_BYTES", default=256 * 1024)
CMS_GRAPHQL_MAX_VARIABLE_VALUES = environment.whole_number("CMS_GRAPHQL_MAX_VARIABLE_VALUES", default=2_000)
# Seconds.
CMS_GRAPHQL_TIMEOUT = environment.whole_number("CMS_GRAPHQL_TIMEOUT", default=10)
# Megabytes of answers that each process keeps; 0: none.
CMS_ANSWER_CACHE_MB = environment.whole_number("CMS_ANSWER_CACHE_MB", default=64, most=16 * 1024)
# Seconds for which stored answers and public pictures are still served while the database is away; 0: none.
CMS_STALE_IF_ERROR = environment.whole_number("CMS_STALE_IF_ERROR", default=600)
# Seconds for which a CDN may serve an answer without asking, and serve an old one while it asks.
CMS_GRAPHQL_S_MAXAGE = environment.whole_number("CMS_GRAPHQL_S_MAXAGE", default=0)
CMS_GRAPHQL_STALE_WHILE_REVALIDATE = environment.whole_number("CMS_GRAPHQL_STALE_WHILE_REVALIDATE", default=0)
