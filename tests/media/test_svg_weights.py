"""A drawing that would keep a browser busy is refused before anybody sees it."""

import base64

import pytest
from django.core.exceptions import ValidationError

from cms.media.svg import clean_svg

from .test_svg import svg
from .test_uploads import png_of


def groups(link: str, per_level: int, levels: int) -> str:
    """Groups that each hold several of the group before; `link` is one of these, with the number of it."""
    made = "<g id='g0'><rect width='9' height='9'/></g>"
    for number in range(1, levels + 1):
        made += f"<g id='g{number}'>{link.format(number - 1) * per_level}</g>"
    return made


def painted(kind: str, attribute: str, per_level: int = 10, levels: int = 5) -> str:
    """Patterns, masks or the like, each drawn with several of the one before."""
    made = f"<{kind} id='g0'><rect width='9' height='9'/></{kind}>"
    for number in range(1, levels + 1):
        inner = f"<path d='M0 0H9' {attribute}='url(#g{number - 1})'/>" * per_level
        made += f"<{kind} id='g{number}'>{inner}</{kind}>"
    return f"<defs>{made}</defs><rect {attribute}='url(#g{levels})'/>"


RECT = "<rect width='9' height='9'/>"
BLUR = "<feGaussianBlur stdDeviation='3'/>"
MANY = " ".join(f"{number},1" for number in range(5_000))
HEAVY = {
    "use": groups("<use href='#g{}'/>", 10, 6),
    "use by xlink": groups("<use xlink:href='#g{}'/>", 2, 40),
    "use by escaped name": groups("<use href='#%67{}'/>", 10, 6),
    "chain of uses": groups("<use href='#g{}'/>", 1, 3_000),
    "pattern": painted("pattern", "fill"),
    "pattern with a space": painted("pattern", "stroke").replace("url(#g", "url( #g"),
    "pattern of a pattern": "<pattern id='a'>"
    + RECT * 500
    + "</pattern><pattern id='b' href='#a'/>"
    + "<rect fill='url(#b)'/>" * 200,
    "pattern by escape": painted("pattern", "fill").replace("url(", "\\75 rl("),
    "inherited pattern": "<pattern id='a'>"
    + RECT * 500
    + "</pattern><g fill='url(#a)'>"
    + "<circle r='1'/>" * 500
    + "</g>",
    "mask": painted("mask", "mask", 8, 3),
    "clip path": painted("clipPath", "clip-path"),
    "markers": f"<marker id='a'>{RECT * 100}</marker><polyline points='{MANY}' marker-mid='url(#a)'/>",
    "class": "<style>.a,.b{fill:url(#a)}</style><pattern id='a'>"
    + RECT * 500
    + "</pattern>"
    + "<circle class='x b' r='1'/>" * 200,
    "hard selector": "<style>g>:not(.c){mask:url(#a)}</style><mask id='a'/><g>" + RECT * 500 + "</g>",
    "rules for all": "<mask id='a'/><style>" + "*{mask:url(#a)}" * 5_000 + "</style>" + RECT * 5_000,
    "variable": "<style>svg{--a:url(#a)}rect{fill:var(--a)}</style><pattern id='a'>"
    + "<circle r='1'/>" * 500
    + "</pattern>"
    + RECT * 500,
    "variable of a mask": "<style>svg{--a:url(#a)}</style><mask id='a'>"
    + RECT * 500
    + "</mask>"
    + RECT * 500,
    "inherited by style": "<pattern id='a'>"
    + RECT * 500
    + "</pattern><g style='fill:url(#a)'>"
    + RECT * 500
    + "</g>",
    "condition": "<style>@media all{/* all */ @supports (fill:red){rect{mask:url(#a)}}}</style>"
    + "<mask id='a'/>"
    + RECT * 500,
    "blurs": f"<filter id='a'>{BLUR * 500}</filter><rect filter='url(#a)'/>",
    "many blurred": "<filter id='a'><feGaussianBlur/></filter>" + "<rect filter='url(#a)'/>" * 500,
    "blurs by style": "<rect style='filter:blur(3px) blur(3px)'/>" * 500,
    "wide filter": "<filter id='a' width='9000%' height='9000%'><feGaussianBlur/><feGaussianBlur/></filter>"
    "<rect filter='url(#a)'/>",
    "wide brush": "<filter id='a'><feMorphology radius='9'/></filter><rect filter='url(#a)'/>",
    "wide matrix": "<filter id='a'><feConvolveMatrix order='20'/></filter><rect filter='url(#a)'/>",
    "blurred and used": "<filter id='a'><feGaussianBlur/></filter><g filter='url(#a)' id='g0'/>"
    + groups("<use href='#g{}'/>", 10, 3).partition("</g>")[2],
}


@pytest.mark.parametrize("name", HEAVY)
def test_what_would_keep_a_browser_busy_is_refused(name: str) -> None:
    with pytest.raises(ValidationError) as caught:
        clean_svg(svg(HEAVY[name]))
    assert "busy" in caught.value.messages[0]


def test_a_giant_picture_inside_a_drawing_is_refused() -> None:
    for side, is_refused in ((1_000, False), (6_000, True), (60_000, True)):
        picture = base64.b64encode(png_of(side, side)).decode()
        document = svg(f"<image href='data:image/png;base64,{picture}'/>")
        if is_refused:
            with pytest.raises(ValidationError, match="busy"):
                clean_svg(document)
        else:
            assert clean_svg(document)


def test_what_logos_are_made_of_is_light_enough() -> None:
    shadow = (
        "<filter id='s' x='0' y='0' width='4' height='4' filterUnits='userSpaceOnUse'><feFlood/>"
        "<feColorMatrix/><feOffset/><feGaussianBlur stdDeviation='2'/><feColorMatrix/>"
        "<feBlend/><feBlend/></filter>"
    )
    gradient = "<linearGradient id='l'><stop/><stop/><stop/></linearGradient>"
    assert clean_svg(svg(shadow + "<g filter='url(#s)'><rect/></g>" * 40))
    assert clean_svg(svg(f"<style>.c{{fill:url(#l)}}</style>{gradient}<g class='c'>{RECT * 9_000}</g>"))
    assert clean_svg(svg(f"<symbol id='s'>{RECT * 50}</symbol>" + "<use href='#s'/>" * 500))
    assert clean_svg(svg(f"<clipPath id='c'>{RECT}</clipPath>" + "<g clip-path='url(#c)'/>" * 5_000))
    # A mask is drawn once for a group, however much stands in it.
    masked = f"<mask id='m'>{RECT * 500}</mask><g {{}}>{RECT * 500}</g>"
    assert clean_svg(svg(masked.format("mask='url(#m)'")))
    assert clean_svg(svg(masked.format("style='mask:url(#m)'")))
    # What refers to itself is drawn by no browser.
    assert clean_svg(svg("<g id='a'><use href='#a'/><use href='#b'/></g><g id='b'><use href='#a'/></g>"))


def filtered(steps: str, attributes: str = "") -> bytes:
    """A filter over the whole picture, which is 9 units wide, and no further."""
    region = "x='0' y='0' width='100%' height='100%'"
    return svg(f"<filter id='a' {region} {attributes}>{steps}</filter><rect filter='url(#a)'/>")


#: How many steps of a kind there may be.
STEPS = {
    "<feGaussianBlur/>": 100,
    "<feDropShadow/>": 66,
    "<feMorphology/>": 4,
    "<feMorphology radius='1.8'/>": 2,
    "<feMorphology radius='1 5.4'/>": 1,
    "<feConvolveMatrix/>": 28,
    "<feConvolveMatrix order='3 6'/>": 15,
    "<feTurbulence/>": 66,
    "<feTurbulence numOctaves='4'/>": 16,
    "<feTurbulence numOctaves='5000'/>": 6,
}


@pytest.mark.parametrize("step", STEPS)
def test_steps_of_a_filter_weigh_what_browsers_take_for_them(step: str) -> None:
    assert clean_svg(filtered(step * STEPS[step]))
    with pytest.raises(ValidationError, match="busy"):
        clean_svg(filtered(step * (STEPS[step] + 1)))


@pytest.mark.parametrize(("unit", "most"), [("userSpaceOnUse", 5.4), ("objectBoundingBox", 0.6)])
def test_a_brush_is_as_wide_as_it_is_beside_the_picture(unit: str, most: float) -> None:
    assert clean_svg(filtered(f"<feMorphology radius='{most}'/>", f"primitiveUnits='{unit}'"))
    for step in (f"<feMorphology radius='{most * 1.002}'/>", "<feMorphology/>" * 4 + "<feGaussianBlur/>"):
        with pytest.raises(ValidationError, match="busy"):
            clean_svg(filtered(step, f"primitiveUnits='{unit}'"))
