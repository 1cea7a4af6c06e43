"""Colour spaces by their code points (ITU-T H.273), and ICC profiles written from them."""

import struct
from functools import lru_cache

#: White, red, green and blue, each as x and y of CIE 1931.
Primaries = tuple[float, ...]
Vector = tuple[float, float, float]
Matrix = tuple[Vector, Vector, Vector]

D65, C, DCI, E = (0.3127, 0.3290), (0.310, 0.316), (0.314, 0.351), (1 / 3, 1 / 3)
SRGB: Primaries = (*D65, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06)
NAMED_PRIMARIES: dict[int, Primaries] = {
    1: SRGB,
    4: (*C, 0.67, 0.33, 0.21, 0.71, 0.14, 0.08),
    5: (*D65, 0.64, 0.33, 0.29, 0.60, 0.15, 0.06),
    6: (*D65, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070),
    7: (*D65, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070),
    8: (*C, 0.681, 0.319, 0.243, 0.692, 0.145, 0.049),
    9: (*D65, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046),
    10: (*E, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0),
    11: (*DCI, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
    12: (*D65, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
    22: (*D65, 0.630, 0.340, 0.295, 0.605, 0.155, 0.077),
}


def _gamma(exponent: float, scale: float = 1.0) -> bytes:
    """Return an ICC curve: (scale · x) to the power of `exponent`."""
    return struct.pack(">4sIHH3i", b"para", 0, 1, 0, *map(_fixed, (exponent, scale, 0.0)))


def _with_foot(exponent: float, offset: float, slope: float, foot: float) -> bytes:
    """Return an ICC curve: a power above `foot`, a straight line below it."""
    numbers = (exponent, 1 / (1 + offset), offset / (1 + offset), 1 / slope, foot)
    return struct.pack(">4sIHH5i", b"para", 0, 3, 0, *map(_fixed, numbers))


def _fixed(number: float) -> int:
    """Return ICC's s15Fixed16Number."""
    return round(number * 65536)


#: Codes of television: from camera to screen, 2.4 is what the viewer sees (ITU-R BT.1886).
TELEVISION = frozenset((1, 6, 14, 15))
CURVES: dict[int, bytes] = {
    **{code: _gamma(2.4) for code in (*TELEVISION, 11)},
    4: _gamma(2.2),
    5: _gamma(2.8),
    7: _with_foot(1 / 0.45, 0.1115, 4.0, 0.0912),
    8: _gamma(1.0),
    13: _with_foot(2.4, 0.055, 12.92, 0.04045),
    17: _gamma(2.6, (52.37 / 48) ** (1 / 2.6)),
}


@lru_cache(maxsize=64)
def rgb_profile(primaries: Primaries, curve: bytes) -> bytes:
    """Return an ICC profile (version 2, matrix and curve) of a colour space.

    Raises `ArithmeticError` or `struct.error` for primaries that span no space.
    """
    columns = to_xyz(primaries)
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 2) + b"x\0" + b"\0" * 78,
        b"cprt": b"text\0\0\0\0\0",
        b"wtpt": _xyz(D50),
        **{name: _xyz(column) for name, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), columns, strict=True)},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, body = b"", b""
    start = 132 + 12 * len(tags)
    for name, content in tags.items():
        table += struct.pack(">4sII", name, start + len(body), len(content))
        body += content + b"\0" * (-len(content) % 4)
    head = struct.pack(
        ">I4sI4s4s4s12s4s28x3i48xI",
        start + len(body),
        b"\0\0\0\0",
        0x02400000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        b"\x07\xe8\0\1\0\1\0\0\0\0\0\0",
        b"acsp",
        *map(_fixed, D50),
        len(tags),
    )
    return head + table + body


D50: Vector = (0.9642, 1.0, 0.8249)
#: Bradford's matrix, by which eyes are taken to adapt from one white to another (ICC.1, annex E).
BRADFORD: Matrix = (
    (0.8951, 0.2664, -0.1614),
    (-0.7502, 1.7135, 0.0367),
    (0.0389, -0.0685, 1.0296),
)


def to_xyz(primaries: Primaries) -> Matrix:
    """Return red, green and blue as XYZ under D50, so that together they are its white.

    Raises `ZeroDivisionError` for primaries that span no space.
    """
    white, *colours = [_from_xy(*primaries[place : place + 2]) for place in range(0, 8, 2)]
    shares = times(inverse(turned((colours[0], colours[1], colours[2]))), white)
    seen, wanted = times(BRADFORD, white), times(BRADFORD, D50)
    back = inverse(BRADFORD)
    found = []
    for colour, share in zip(colours, shares, strict=True):
        cone = times(BRADFORD, (colour[0] * share, colour[1] * share, colour[2] * share))
        adapted = tuple(part * to / of for part, to, of in zip(cone, wanted, seen, strict=True))
        found.append(times(back, (adapted[0], adapted[1], adapted[2])))
    return found[0], found[1], found[2]


def _from_xy(x: float, y: float) -> Vector:
    # XYZ's own green has no y of its own; a hundredth of nothing keeps it finite.
    y = y or 1e-9
    return x / y, 1.0, (1 - x - y) / y


def _xyz(vector: Vector) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *map(_fixed, vector))


def times(matrix: Matrix, vector: Vector) -> Vector:
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third


def turned(matrix: Matrix) -> Matrix:
    first, second, third = zip(*matrix, strict=True)
    return first, second, third


def inverse(matrix: Matrix) -> Matrix:
    """Return the inverse. Raises `ZeroDivisionError` where there is none."""
    a, b, c = matrix
    cross = [_cross(b, c), _cross(c, a), _cross(a, b)]
    whole = sum(x * y for x, y in zip(a, cross[0], strict=True))
    rows = [(one[0] / whole, one[1] / whole, one[2] / whole) for one in cross]
    return turned((rows[0], rows[1], rows[2]))


def _cross(a: Vector, b: Vector) -> Vector:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
