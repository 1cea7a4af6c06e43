"""Logos of invented members: a geometric mark and the name, as SVG, or as a transparent PNG."""

import io
import math
from collections.abc import Callable
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw, ImageFont

FONT = "Segoe UI, Helvetica Neue, Helvetica, Arial, sans-serif"


def _polygon(points: list[tuple[float, float]], fill: str, opacity: float = 1.0) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return (
        f'<polygon points="{path}" fill="{fill}"'
        + (f' fill-opacity="{opacity}"' if opacity < 1 else "")
        + "/>"
    )


def _circle(x: float, y: float, radius: float, fill: str, opacity: float = 1.0) -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}"'
        + (f' fill-opacity="{opacity}"' if opacity < 1 else "")
        + "/>"
    )


def _line(path: str, stroke: str, width: float) -> str:
    ends = 'stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{path}" fill="none" stroke="{stroke}" stroke-width="{width}" {ends}/>'


def _around(
    count: int, radius: float, turn: float = 0.0, x: float = 50, y: float = 50
) -> list[tuple[float, float]]:
    return [
        (
            x + radius * math.cos(turn + i * math.tau / count),
            y + radius * math.sin(turn + i * math.tau / count),
        )
        for i in range(count)
    ]


def rays(a: str, b: str) -> str:
    """Beams that leave one point."""
    return "".join(
        _line(f"M50 50 L{x:.1f} {y:.1f}", a if i % 2 else b, 7) for i, (x, y) in enumerate(_around(10, 42))
    ) + _circle(50, 50, 12, a)


def hexagon(a: str, b: str) -> str:
    """A hexagon of three diamonds."""
    corners = _around(6, 44, math.pi / 6)
    return "".join(
        _polygon([(50, 50), corners[i], corners[(i + 1) % 6], corners[(i + 2) % 6]], colour, opacity)
        for i, colour, opacity in ((0, a, 1.0), (2, b, 1.0), (4, a, 0.55))
    )


def rings(a: str, b: str) -> str:
    """Three rings that meet."""
    return "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="24" fill="none" stroke="{colour}" stroke-width="8"/>'
        for (x, y), colour in zip(_around(3, 19, -math.pi / 2), (a, b, a), strict=True)
    )


def waves(a: str, b: str) -> str:
    """Three waves."""
    return "".join(
        _line(f"M8 {y} C22 {y - 24} 36 {y - 24} 50 {y} S78 {y + 24} 92 {y}", colour, 9)
        for y, colour in ((28, a), (50, b), (72, a))
    )


def chevrons(a: str, b: str) -> str:
    """Arrows that point ahead."""
    return "".join(
        _polygon([(x, 12), (x + 18, 12), (x + 44, 50), (x + 18, 88), (x, 88), (x + 26, 50)], colour, opacity)
        for x, colour, opacity in ((6, b, 0.6), (28, a, 0.8), (50, a, 1.0))
    )


def dots(a: str, b: str) -> str:
    """A grid of dots that grow along the diagonal."""
    return "".join(
        _circle(
            16 + column * 22.6,
            16 + row * 22.6,
            3.2 + 1.25 * (column + 3 - row),
            a if (column + row) % 2 else b,
        )
        for row in range(4)
        for column in range(4)
    )


def helix(a: str, b: str) -> str:
    """Two strands and their rungs."""
    left = [(50 + 26 * math.cos(i * 0.42), 8 + i * 4.2) for i in range(21)]
    right = [(50 - 26 * math.cos(i * 0.42), 8 + i * 4.2) for i in range(21)]
    rungs = "".join(
        _line(f"M{left[i][0]:.1f} {left[i][1]:.1f} L{right[i][0]:.1f} {right[i][1]:.1f}", b, 3)
        for i in range(1, 20, 2)
    )
    return rungs + "".join(
        _line("M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in strand), colour, 7)
        for strand, colour in ((left, a), (right, b))
    )


def leaf(a: str, b: str) -> str:
    """A leaf of two halves."""
    return (
        f'<path d="M14 86 C6 34 40 10 88 12 C70 30 52 52 14 86 Z" fill="{a}"/>'
        f'<path d="M14 86 C52 94 92 66 88 12 C72 34 50 58 14 86 Z" fill="{b}"/>'
    )


def cube(a: str, b: str) -> str:
    """Steps of an isometric cube."""
    return (
        _polygon([(50, 8), (88, 29), (50, 50), (12, 29)], b)
        + _polygon([(12, 29), (50, 50), (50, 92), (12, 71)], a)
        + _polygon([(88, 29), (88, 71), (50, 92), (50, 50)], a, 0.65)
    )


def eye(a: str, b: str) -> str:
    """A lens with a bright middle."""
    return (
        f'<path d="M4 50 Q50 4 96 50 Q50 96 4 50 Z" fill="{a}"/>'
        + _circle(50, 50, 21, "#ffffff")
        + _circle(50, 50, 14, b)
        + _circle(55, 45, 4.5, "#ffffff")
    )


def orbit(a: str, b: str) -> str:
    """A core and its paths."""
    paths = "".join(
        f'<ellipse cx="50" cy="50" rx="44" ry="17" fill="none" stroke="{a}" stroke-width="5" '
        f'transform="rotate({angle} 50 50)"/>'
        for angle in (35, 125)
    )
    return paths + _circle(50, 50, 10, b)


def bars(a: str, b: str) -> str:
    """Columns of different height."""
    return "".join(
        f'<rect x="{10 + i * 17}" y="{90 - tall}" width="12" height="{tall}" rx="6" '
        f'fill="{a if i % 2 else b}"/>'
        for i, tall in enumerate((34, 58, 80, 62, 40))
    )


def petals(a: str, b: str) -> str:
    """A flower of six petals."""
    return "".join(
        f'<ellipse cx="50" cy="27" rx="12" ry="22" fill="{a if i % 2 else b}" fill-opacity="0.85" '
        f'transform="rotate({i * 60} 50 50)"/>'
        for i in range(6)
    )


def arcs(a: str, b: str) -> str:
    """Quarter circles like a signal."""
    return "".join(
        _line(f"M{18 + r} 84 A{r} {r} 0 0 0 18 {84 - r}", a if i % 2 == 0 else b, 9)
        for i, r in enumerate((22, 42, 62))
    ) + _circle(20, 82, 8, a)


def tiles(a: str, b: str) -> str:
    """Four tiles, one of them turned."""
    return (
        f'<rect x="8" y="8" width="38" height="38" rx="8" fill="{a}"/>'
        f'<rect x="54" y="54" width="38" height="38" rx="8" fill="{a}"/>'
        f'<rect x="8" y="54" width="38" height="38" rx="19" fill="{b}"/>'
        + _polygon([(73, 4), (96, 27), (73, 50), (50, 27)], b)
    )


MARKS: dict[str, Callable[[str, str], str]] = {
    mark.__name__: mark
    for mark in (
        rays,
        hexagon,
        rings,
        waves,
        chevrons,
        dots,
        helix,
        leaf,
        cube,
        eye,
        orbit,
        bars,
        petals,
        arcs,
        tiles,
    )
}


def svg_logo(mark: str, first: str, second: str, name: str, line: str = "") -> bytes:
    """A logo: the mark, the name, a smaller line. Short names stand beside the mark, long ones below it."""
    drawn = MARKS[mark](first, second)
    if len(name) > 10:
        wide, tall = round(max(_width(name, 34), _width(line, 17), 100) + 20), 158 if line else 140
        middle = wide / 2
        picture = f'<g transform="translate({middle - 45:.0f} 2) scale(0.9)">{drawn}</g>'
        text = _text(name, middle, 126, 34, first, "middle") + _text(
            line, middle, 151, 17, "#5b6472", "middle"
        )
    else:
        wide, tall = round(120 + max(_width(name, 42), _width(line, 18)) + 12), 100
        picture = f"<g>{drawn}</g>"
        text = _text(name, 120, 54 if line else 64, 42, first) + _text(line, 121, 81, 18, "#5b6472")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{tall}" viewBox="0 0 {wide} {tall}">'
        f"<title>{escape(name)}</title>{picture}{text}</svg>\n"
    ).encode()


def _width(words: str, size: int) -> float:
    """About how wide words are; the reader's own fonts are up to a sixth wider than the one measured with."""
    return ImageFont.load_default(size=size).getlength(words) * 1.17


def _text(words: str, x: float, y: float, size: int, fill: str, anchor: str = "start") -> str:
    weight = 600 if size > 20 else 400
    return (
        f'<text x="{x:.0f}" y="{y}" font-family="{FONT}" font-size="{size}" font-weight="{weight}" '
        f'text-anchor="{anchor}" fill="{fill}">{escape(words)}</text>'
        if words
        else ""
    )


def png_logo(first: str, second: str, name: str, line: str = "") -> bytes:
    """A logo of letters alone with a coloured bar, as a transparent PNG 640 pixels wide."""
    large, small = ImageFont.load_default(size=150), ImageFont.load_default(size=58)
    wide = round(max(large.getlength(name), small.getlength(line))) + 120
    image = Image.new("RGBA", (wide, 360), (255, 255, 255, 0))
    brush = ImageDraw.Draw(image)
    brush.rounded_rectangle((30, 40, 58, 320), 14, fill=second)
    brush.text((92, 42), name, font=large, fill=first, stroke_width=3, stroke_fill=first)
    if line:
        brush.text((96, 240), line, font=small, fill="#5b6472")
    image = image.resize((640, round(360 * 640 / wide)), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return stream.getvalue()
