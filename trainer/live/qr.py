"""The QR code that leads a phone to the page, as a picture that any size suits."""

import io

import segno

QUIET_ZONE = 4
"""So many modules of light around it: scanners need them."""


def qr_svg(url: str, dark: str = "#000000", light: str = "#ffffff") -> bytes:
    """Draw an address as an SVG: dark on light whatever the theme, for many scanners know nothing else."""
    drawn = io.BytesIO()
    segno.make_qr(url, error="m").save(
        drawn, kind="svg", border=QUIET_ZONE, dark=dark, light=light, xmldecl=False, nl=False, omitsize=True
    )
    return drawn.getvalue()
