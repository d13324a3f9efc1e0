"""The fonts: served from the wheels they come in, so that none is copied here and none fetched from a network."""

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

# address below STATIC_URL -> the wheel and its file; brackets in an address are trouble for proxies
FONTS = {
    "ui/fonts/inter.ttf": ("fontpkg_inter", "Inter[opsz,wght].ttf"),
    "ui/fonts/noto-sans-arabic.ttf": ("fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf"),
    "ui/fonts/noto-sans-khmer.ttf": ("fontpkg_noto_sans_khmer", "NotoSansKhmer[wdth,wght].ttf"),
}


def font_path(address: str) -> Path:
    """Return where the file of an address in FONTS lies on this machine."""
    wheel, name = FONTS[address]
    return Path(str(files(wheel) / "files" / name))


class FontStorage(FileSystemStorage):
    """The fonts under their addresses."""

    def path(self, name: str) -> str:
        """Return the file of an address."""
        return str(font_path(name))


class FontFinder(BaseFinder):
    """Finds the fonts; belongs into STATICFILES_FINDERS."""

    storage = FontStorage()

    def check(self, **_: Any) -> list[Any]:
        """Return nothing: there is nothing to set, so nothing can be set wrongly."""
        return []

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:
        """Return the file of an address, or an empty list for an address that is no font's."""
        if path not in FONTS:
            return []
        found = str(font_path(path))
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[Any]:  # noqa: ARG002 - Django names it
        """Yield every address with its storage."""
        return ((address, self.storage) for address in FONTS)
