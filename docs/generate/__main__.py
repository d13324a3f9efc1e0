"""./dev docs: write the generated pages of the manual."""

import sys

from docs.generate.pages import REFERENCE, all_pages, stale_pages


def main() -> int:
    """Write every generated page, leave out those that are no longer made, and say what changed."""
    for path, text in all_pages().items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.relative_to(REFERENCE.parent.parent)}")
    for path in stale_pages():
        path.unlink()
        print(f"removed {path.relative_to(REFERENCE.parent.parent)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
