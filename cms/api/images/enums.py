"""The enum ImagePreset: rendition presets."""

from cms.media.presets import PRESETS

from ..vocabulary.enums import make_enum_of

ImagePreset = make_enum_of(
    "ImagePreset",
    "The fixed list of sizes; widths in pixels.",
    PRESETS,
    {
        "THUMB": "Square, 160 and 320.",
        "CARD": "3:2, 320 and 640.",
        "CONTENT": "The picture's own ratio, 640 and 1,280.",
        "HERO": "16:9, 960 and 1,920.",
        "FULL": "The picture's own ratio, up to 1,920.",
        "LOGO": "Contained in a square of 160 or 320, never cropped.",
        "SOCIAL": "1,200 × 630, JPEG, for social networks.",
    },
)
