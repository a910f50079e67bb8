"""A chart as a picture, for a slide or a text."""

from corpdb.reports.dashboard.figures import Figure
from corpdb.reports.dashboard.libraries import load_vega
from corpdb.reports.dashboard.names import PictureFormat, ThemeName
from corpdb.reports.dashboard.specs import is_vega, make_picture
from corpdb.reports.dashboard.wording import Wording


def draw_picture(figure: Figure, wording: Wording, format: PictureFormat, theme: ThemeName, scale: float) -> bytes:
    """The picture's file; `scale` is how many pixels of a PNG a point has."""
    vega = load_vega()
    spec = make_picture(figure, wording, theme)
    language = "vega" if is_vega(spec) else "vegalite"
    options = {"format_locale": wording.locale.number, "time_format_locale": wording.locale.time}
    if format is PictureFormat.SVG:
        svg: str = getattr(vega, f"{language}_to_svg")(spec, **options)
        return svg.encode()
    png: bytes = getattr(vega, f"{language}_to_png")(spec, scale=scale, **options)
    return png
