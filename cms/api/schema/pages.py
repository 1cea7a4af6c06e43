"""What Grapple publishes: the page types and StreamField blocks of the contract, nothing else of their apps.

The fields are those that models and blocks declare (`graphql_fields`) and `@extend_type` adds; `pruning`
drops the rest.
"""

import graphene
from grapple.actions import register_page_model
from grapple.helpers import streamfield_types

from cms.blocks.body import body_blocks
from cms.foundation.models import BasePage
from cms.foundation.page_models import page_models_of

from ..body.interface import Block

BLOCKS = tuple(type(block) for _, block in body_blocks())


def register_types() -> None:
    """Have Grapple make types of them, on our interfaces.

    To be called before Grapple's `ready`, which completes them. Its own choice, GRAPPLE["APPS"], is by whole
    apps.
    """
    for model in page_models_of(BasePage):
        register_page_model(model, "")
    for entry in streamfield_types:
        entry["interfaces"] = (Block,)
        # Grapple's own struct type would add its fields.
        entry["base_type"] = graphene.ObjectType
