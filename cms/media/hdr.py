"""Pictures of a higher dynamic range (PQ and HLG, ITU-R BT.2100), as an ordinary screen shows them.

White is at 203 candela per square metre (BT.2408), the brightest light at 1,000. What is between is brought
down by the curve that browsers use (reference white tone mapping, SMPTE ST 2094-50), for all three colours
alike, so that no hue changes.
"""

from functools import lru_cache

from PIL import ImageFilter

from .primaries import NAMED_PRIMARIES, SRGB, Vector, inverse, times, to_xyz, turned

PQ, HLG = 16, 18
CURVES = (PQ, HLG)
WHITE, BRIGHTEST = 203.0, 1000.0
PEAK = BRIGHTEST / WHITE
#: Where white comes to lie, and how soon the curve bends to its end.
WHITE_SHOWN, BEND = 203 / 400, 0.65
STEPS = 49


@lru_cache(maxsize=8)
def table(primaries: int, curve: int) -> ImageFilter.Color3DLUT:
    """Return the way to sRGB, for `Image.filter`. Raises `KeyError` for unknown primaries."""
    from_source = turned(to_xyz(NAMED_PRIMARIES[primaries]))
    to_wide, from_wide = inverse(turned(to_xyz(NAMED_PRIMARIES[9]))), turned(to_xyz(NAMED_PRIMARIES[9]))
    to_srgb = inverse(turned(to_xyz(SRGB)))

    def shown(red: float, green: float, blue: float) -> Vector:
        light = _light((red, green, blue), curve)
        wide = times(to_wide, times(from_source, light))
        brightest = max(*wide, 1e-9)
        gain = _toned(brightest) / brightest
        linear = times(to_srgb, times(from_wide, (wide[0] * gain, wide[1] * gain, wide[2] * gain)))
        return _encoded(linear[0]), _encoded(linear[1]), _encoded(linear[2])

    return ImageFilter.Color3DLUT.generate(STEPS, shown)


def _light(signal: Vector, curve: int) -> Vector:
    """Return the light of a signal, 1 for white."""
    if curve == PQ:
        return _pq(signal[0]), _pq(signal[1]), _pq(signal[2])
    scene = _hlg(signal[0]), _hlg(signal[1]), _hlg(signal[2])
    brightness = 0.2627 * scene[0] + 0.6780 * scene[1] + 0.0593 * scene[2]
    gain = PEAK * brightness**0.2
    return scene[0] * gain, scene[1] * gain, scene[2] * gain


def _pq(signal: float) -> float:
    root = signal ** (1 / 78.84375)
    return float(
        (max(root - 0.8359375, 0.0) / (18.8515625 - 18.6875 * root)) ** (1 / 0.1593017578125) * 10_000 / WHITE
    )


def _hlg(signal: float) -> float:
    if signal <= 0.5:
        return signal**2 / 3
    return float((2.718281828459045 ** ((signal - 0.55991073) / 0.17883277) + 0.28466892) / 12)


def _toned(light: float) -> float:
    """Return the light that a screen shows: in proportion up to white, then along a parabola."""
    if light <= 1:
        return light * WHITE_SHOWN
    if light >= PEAK:
        return 1.0
    across = (1 - BEND) + BEND / WHITE_SHOWN
    up = (1 - BEND) * WHITE_SHOWN + BEND
    a, b, c = 1 - 2 * across + PEAK, 2 * (across - 1), 1 - light
    share = (-b + (b * b - 4 * a * c) ** 0.5) / (2 * a)
    return (1 - share) ** 2 * WHITE_SHOWN + 2 * share * (1 - share) * up + share**2


def _encoded(linear: float) -> float:
    linear = min(max(linear, 0.0), 1.0)
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
