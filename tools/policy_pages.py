"""Writes docs/policies/: a page for each policy, from its declaration. With `--check`, only says whether they are current."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "policies")]

from ceilings.limits import LIMITS  # noqa: E402  # as above

from declared import DECLARATIONS, PAGES, STRICT, Declaration  # noqa: E402  # the checkout must be on the path first


def page(one: Declaration) -> str:
    """The page of one policy."""
    rows = [
        f"| `{key}` | number | {LIMITS[key].default:,} | The most {LIMITS[key].unit} allowed for {LIMITS[key].applies_to}. |"
        for key in one.limits
    ]
    rows.append(f"| `{STRICT}` | boolean | false | Makes every policy of the pack mandatory, unless it is disabled. |")
    when = "the whole stack, at the end of a preview or update" if one.stack else "each resource, before it exists"
    example = ", ".join(f'"{key}": {LIMITS[key].default}' for key in one.limits) or f'"{STRICT}": true'
    return "\n".join(
        [
            f"# {one.name}",
            "",
            f"{one.description}",
            "",
            f"- Level by default: **{one.level.value}**",
            f"- Severity: {one.severity.value}",
            f"- Judges {when}",
            "",
            "## What to do",
            "",
            one.remediation,
            "",
            "## Configuration",
            "",
            "In the file given to `--policy-pack-config`:",
            "",
            "```json",
            f'{{"{one.name}": {{"enforcementLevel": "{one.level.value}", {example}}}}}',
            "```",
            "",
            "| key | type | default | meaning |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
            *(["Where several policies set one limit, the lowest holds.", ""] if one.limits else []),
        ]
    )


def main() -> int:
    """Exit code 1 where `--check` finds a page that is not current."""
    stale = []
    for one in DECLARATIONS:
        path, text = PAGES / f"{one.name}.md", page(one)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(path.name)
            if "--check" not in sys.argv:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    if "--check" in sys.argv and stale:
        print(f"Not current: {', '.join(stale)}. Run `make docs`.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
