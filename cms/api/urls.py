from django.urls import path

from .exploration import graphiql
from .views import graphql

urlpatterns = [
    # In production `cms.api.middleware` answers before this is looked up.
    path("graphql/", graphql, name="graphql"),
    path("graphiql/", graphiql, name="graphiql"),
]
