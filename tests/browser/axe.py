"""What axe finds on a screen: rules of accessibility that are broken seriously."""

from pathlib import Path

import axe_core_python
from playwright.sync_api import Page

AXE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
#: Waits for what moves or fades, a second at most: what fades in has too little contrast meanwhile. Some
#: animations never end, since they repeat or are paused.
SETTLED = """Promise.race([
  Promise.allSettled(document.getAnimations().map((one) => one.finished)),
  new Promise((done) => setTimeout(done, 1000)),
])"""


def serious_problems(page: Page) -> list[str]:
    """Return the rules that are broken, critically or seriously, each with where and the HTML there."""
    page.evaluate(f"{SETTLED}.then(() => null)")
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {node['target']} {node['html'][:200]}"
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]
