"""Selections that several tests use in their GraphQL documents."""

PICTURE = """{
  id alt caption credit width height placeholder
  focalPoint { x y }
  rendition(preset: CARD) { url width height mimeType }
  sources(preset: CARD) { mimeType srcSet width height }
}"""

#: Every kind of block with all its fields; lists of pages with what a card needs.
EVERY_BLOCK = f"""{{
  __typename
  id
  ... on HeadingBlock {{ level text anchor }}
  ... on ParagraphBlock {{ html document }}
  ... on QuoteBlock {{ text attribution role }}
  ... on ImageBlock {{ image {PICTURE} caption credit }}
  ... on GalleryBlock {{ images {{ id caption credit image {PICTURE} }} gallery {{ title path imageCount cover {PICTURE} }} }}
  ... on MembersBlock {{ heading members {{ name path kindLabel sectors {{ name }} logo {PICTURE} }} more {{ title path url }} }}
  ... on NewsBlock {{ heading news {{ title path date categories {{ name }} cover {PICTURE} }} more {{ title path url }} }}
  ... on CallToActionBlock {{ text link {{ title path url }} }}
  ... on DownloadsBlock {{ files {{ id title url fileName mimeType size }} }}
  ... on VideoBlock {{ url embedUrl title provider width height thumbnail {PICTURE} }}
  ... on ContactBlock {{ contacts {{ id name role email phone websites portrait {PICTURE} }} }}
  ... on TableBlock {{ caption header rowHeaders rows }}
}}"""
