"""URL patterns of the GraphQL endpoint and of GraphiQL."""

from django.urls import path

from .explorer import graphiql
from .views import graphql

urlpatterns = [
    # For `reverse` alone: `cms.api.http.middleware` answers before URLs are resolved.
    path("graphql/", graphql, name="graphql"),
    path("graphiql/", graphiql, name="graphiql"),
]
