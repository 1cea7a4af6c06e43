"""Colour spaces and high dynamic range by numbers that stand in the standards, not by our formulas."""

import struct
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import ImageCms

from cms.media import hdr
from cms.media.hdr import HLG, PQ, table
from cms.media.primaries import CURVES, NAMED_PRIMARIES, rgb_profile

D65, C = (0.3127, 0.3290), (0.310, 0.316)
#: ITU-T H.273, table 2, in its order: green, blue, red, white.
H273 = {
    1: (0.300, 0.600, 0.150, 0.060, 0.640, 0.330, *D65),
    4: (0.21, 0.71, 0.14, 0.08, 0.67, 0.33, *C),
    5: (0.29, 0.60, 0.15, 0.06, 0.64, 0.33, *D65),
    6: (0.310, 0.595, 0.155, 0.070, 0.630, 0.340, *D65),
    7: (0.310, 0.595, 0.155, 0.070, 0.630, 0.340, *D65),
    8: (0.243, 0.692, 0.145, 0.049, 0.681, 0.319, *C),
    9: (0.170, 0.797, 0.131, 0.046, 0.708, 0.292, *D65),
    10: (0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 1 / 3, 1 / 3),
    11: (0.265, 0.690, 0.150, 0.060, 0.680, 0.320, 0.314, 0.351),
    12: (0.265, 0.690, 0.150, 0.060, 0.680, 0.320, *D65),
    22: (0.295, 0.605, 0.155, 0.077, 0.630, 0.340, *D65),
}
#: Red, green and blue as XYZ under D50, in published profiles: sRGB, BT.2020, Display P3.
PUBLISHED = {
    1: ((0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7139)),
    9: ((0.6735, 0.2790, -0.0019), (0.1657, 0.6753, 0.0300), (0.1250, 0.0456, 0.7969)),
    12: ((0.5151, 0.2412, -0.0011), (0.2920, 0.6922, 0.0419), (0.1571, 0.0666, 0.7841)),
}
#: By H.273's code: (signal, light).
BT_1886 = [(0.0, 0.0), (0.5, 0.18946), (1.0, 1.0)]
LIGHT = {
    1: BT_1886,
    4: [(0.5, 0.21764), (1.0, 1.0)],
    5: [(0.5, 0.14359), (1.0, 1.0)],
    6: BT_1886,
    7: [(0.04, 0.01), (0.0912, 0.0228), (0.70217, 0.5), (1.0, 1.0)],
    8: [(0.25, 0.25), (1.0, 1.0)],
    11: BT_1886,
    13: [(0.02, 0.001548), (0.04045, 0.0031308), (0.5, 0.21404), (1.0, 1.0)],
    14: BT_1886,
    15: BT_1886,
    17: [(0.5, 0.17995), (0.967035, 1.0), (1.0, 52.37 / 48)],
}


def test_primaries_are_those_of_h273() -> None:
    in_our_order = {code: (*row[6:], *row[4:6], *row[:2], *row[2:4]) for code, row in H273.items()}
    assert in_our_order == NAMED_PRIMARIES


@pytest.mark.parametrize("code", NAMED_PRIMARIES)
def test_colours_of_a_profile_are_white_together(code: int) -> None:
    profile = ImageCms.ImageCmsProfile(BytesIO(rgb_profile(NAMED_PRIMARIES[code], CURVES[8]))).profile
    colours = [profile.red_colorant[0], profile.green_colorant[0], profile.blue_colorant[0]]
    # D50, to which profiles refer (ICC.1, 7.2.16).
    assert [sum(parts) for parts in zip(*colours, strict=True)] == pytest.approx(
        (0.9642, 1, 0.8249), abs=1e-4
    )
    assert profile.media_white_point[0] == pytest.approx((0.9642, 1, 0.8249), abs=1e-4)
    assert (profile.version, profile.xcolor_space, profile.connection_space) == (2.4, "RGB ", "XYZ ")
    if code in PUBLISHED:
        for colour, expected in zip(colours, PUBLISHED[code], strict=True):
            assert colour == pytest.approx(expected, abs=2e-4)


def test_primaries_that_span_no_space_are_none() -> None:
    with pytest.raises(ArithmeticError):
        rgb_profile((*D65, 0.64, 0.33, 0.64, 0.33, 0.15, 0.06), CURVES[8])


def light_of(curve: bytes, signal: float) -> float:
    """Read a curve of a profile (ICC.1, 10.18: parametricCurveType)."""
    signature, kind, *numbers = struct.unpack(f">4s4xH2x{(len(curve) - 12) // 4}i", curve)
    assert signature == b"para"
    gamma, a, b, *foot = [number / 65536 for number in numbers]
    assert (kind, len(foot)) in ((1, 0), (3, 2))
    if kind == 1:
        return max(a * signal + b, 0.0) ** gamma if signal >= -b / a else 0.0
    slope, end = foot
    return (a * signal + b) ** gamma if signal >= end else slope * signal


def test_curves_are_those_of_h273() -> None:
    found = {
        code: [(signal, light_of(curve, signal)) for signal, _ in LIGHT[code]]
        for code, curve in CURVES.items()
    }
    assert found.keys() == LIGHT.keys()
    for code, points in LIGHT.items():
        assert found[code] == [(signal, pytest.approx(light, abs=4e-5)) for signal, light in points], code


def linear(shown: float) -> float:
    """Return the light of an sRGB value (IEC 61966-2-1)."""
    return shown / 12.92 if shown <= 0.04045 else ((shown + 0.055) / 1.055) ** 2.4


@pytest.fixture
def few_steps(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fewer points of a table than are used, in a 24th of the time: these are the same."""
    monkeypatch.setattr(hdr, "STEPS", 17)
    table.cache_clear()
    yield
    table.cache_clear()


def light_shown(primaries: int, curve: int, *signal: int) -> list[float]:
    """Return what a screen shows of a signal in 16ths, in candela per square metre: 400 are its white."""
    found = table(primaries, curve)
    assert (found.size, found.channels) == ((17, 17, 17), 3)
    start = (signal[0] + 17 * (signal[1] + 17 * signal[2])) * 3
    return [400 * linear(part) for part in found.table[start : start + 3]]


#: BT.2100: light of a signal in 16ths, of HLG on a screen for 1,000 cd/m². White: 203, 75 % of HLG (BT.2408).
GREYS = {
    PQ: {0: 0, 2: 0.5939, 4: 5.1542, 6: 24.567, 8: 92.246, 9: 170.45},
    HLG: {0: 0, 2: 1.8199, 4: 9.6053, 6: 25.417, 8: 50.697, 10: 97.440, 12: 203.15},
}
#: Brighter than white, as Chromium shows it (`tests/browser/test_colours.py`).
BRIGHT = {
    PQ: {10: 266.77, 11: 335.75, 12: 398.27, 13: 400, 16: 400},
    HLG: {13: 262.64, 14: 310.80, 15: 356.34, 16: 400},
}


@pytest.mark.parametrize(("primaries", "curve"), [(9, PQ), (9, HLG), (12, PQ)])
def test_grey_of_a_high_dynamic_range(few_steps: None, primaries: int, curve: int) -> None:
    for signal, light in {**GREYS[curve], **BRIGHT[curve]}.items():
        shown = light_shown(primaries, curve, signal, signal, signal)
        assert shown == pytest.approx([light] * 3, rel=1e-4, abs=2e-3), signal


#: BT.2087: BT.2020 in BT.709's primaries, a column for each colour; Display P3 likewise.
FROM_BT_2020 = {0: (1.6605, -0.1246, -0.0182), 1: (-0.5876, 1.1329, -0.1006), 2: (-0.0728, -0.0083, 1.1187)}
FROM_P3 = {0: (1.2249, -0.0420, -0.0197), 1: (-0.2247, 1.0419, -0.0786), 2: (0.0, 0.0, 1.0979)}


@pytest.mark.parametrize(
    ("primaries", "curve", "signal", "light", "matrix"),
    [
        (9, PQ, (8, 0, 0), (92.246, 0, 0), FROM_BT_2020),
        (9, PQ, (8, 8, 0), (92.246, 92.246, 0), FROM_BT_2020),
        (9, PQ, (6, 8, 8), (24.567, 92.246, 92.246), FROM_BT_2020),
        (12, PQ, (8, 8, 4), (92.246, 92.246, 5.1542), FROM_P3),
        # BT.2100: the brightness of the whole, not that of each colour, is raised to 1.2.
        (9, HLG, (12, 0, 0), (155.494, 0, 0), FROM_BT_2020),
        (9, HLG, (0, 12, 0), (0, 187.961, 0), FROM_BT_2020),
        (9, HLG, (0, 0, 12), (0, 0, 115.460), FROM_BT_2020),
        # Brought down by what the brightest colour is too bright: no hue changes.
        (9, PQ, (10, 8, 0), (266.77, 92.246 * 266.77 / 308.985, 0), FROM_BT_2020),
        (9, PQ, (8, 10, 10), (92.246 * 266.77 / 308.985, 266.77, 266.77), FROM_BT_2020),
    ],
)
def test_colours_of_a_high_dynamic_range(
    few_steps: None,
    primaries: int,
    curve: int,
    signal: tuple[int, int, int],
    light: tuple[float, float, float],
    matrix: dict[int, tuple[float, float, float]],
) -> None:
    expected = [sum(light[colour] * matrix[colour][part] for colour in range(3)) for part in range(3)]
    shown = light_shown(primaries, curve, *signal)
    assert shown == pytest.approx([min(max(part, 0.0), 400.0) for part in expected], abs=0.05)


def test_primaries_without_a_name_have_no_table() -> None:
    with pytest.raises(KeyError):
        table(2, PQ)
