"""Two dozen pictures of 12 megapixels, uploaded in the admin while the website is read.

    python -m tests.benchmark.uploads
    python -m tests.benchmark.uploads --database postgresql://user:password@host:5432/empty_database

Starts a server and two workers as `manage.py demo` does, on a fresh database. A client uploads as the page
"Add multiple images" does, one picture after another; another asks for a gallery ten times a second. Says how
long each upload took, how long the gallery, and when every size of every picture was there. Fails where that
takes longer than two minutes, or a request fails.
"""

import argparse
import http.client
import http.cookiejar
import json
import os
import random
import statistics
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

SIZE = (4000, 3000)
WORKERS = 2
READS_PER_SECOND = 10
#: The gallery is read for so long before the first upload, as a measure.
QUIET_SECONDS = 10.0
MAX_SECONDS_FOR_ALL_SIZES = 120.0
USER, PASSWORD = "uploader", "benchmark-of-uploads"
OPERATIONS = Path(__file__).resolve().parents[2] / "frontend_contract" / "operations"


# --- Pictures -----------------------------------------------------------------------------------------------


def photographs(count: int) -> Iterator[bytes]:
    """Yield JPEGs of 12 megapixels with the detail and grain of photographs, some 4 megabytes each."""
    from cms.demo.pictures.canvas import clouds

    rng = random.Random(count)
    larger = SIZE[0] + 400, SIZE[1] + 400
    scene = Image.merge("RGB", [clouds(rng, larger, cell, octaves=7) for cell in (900, 700, 500)])
    grain = Image.effect_noise(larger, 18)
    scene = Image.blend(scene, Image.merge("RGB", [grain] * 3), 0.2)
    for _ in range(count):
        left, top = rng.randrange(400), rng.randrange(400)
        picture = scene.crop((left, top, left + SIZE[0], top + SIZE[1]))
        written = BytesIO()
        picture.save(written, "JPEG", quality=90)
        yield written.getvalue()


# --- The site -----------------------------------------------------------------------------------------------


def prepare(port: int) -> None:
    """Make a site with one gallery of 24 pictures, and somebody who may upload."""
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    from cms.demo import static_files
    from cms.home.models import HomePage
    from cms.home.sites import start_site
    from cms.media.services.rendition_files import generate_renditions
    from tests.factories.media import CmsImageFactory
    from tests.factories.pages import GalleryPageFactory

    call_command("migrate", verbosity=0, interactive=False)
    if HomePage.objects.exists():
        sys.exit("The database has a site already. Name an empty one: this one stays as it is.")
    start_site(name="Uploads", hostname="localhost", port=port)
    pictures = [CmsImageFactory() for _ in range(24)]
    for picture in pictures:
        generate_renditions(picture)  # type: ignore[arg-type]
    GalleryPageFactory(title="Sommerfest", slug="sommerfest", pictures=pictures)
    get_user_model()._default_manager.create_superuser(USER, "uploader@example.org", PASSWORD)
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    state = static_files.current_state()
    if not static_files.are_collected(state):
        call_command("collectstatic", interactive=False, verbosity=0)
        static_files.note_collected(state)


@contextmanager
def running(data_dir: Path, port: int) -> Iterator[None]:
    """Serve with the demo's arrangement: one server, workers that give way to it."""
    from cms.demo import runtime
    from cms.demo.processes import Children

    with Children(data_dir / "logs", os.environ) as children:
        for number in range(WORKERS):
            children.start(f"worker-{number}", runtime.manage("db_worker"), runtime.ROOT, is_patient=True)
        children.start("cms", runtime.server("site_config.rsgi:application", port), runtime.ROOT)
        children.wait_for({"The CMS": f"{runtime.origin(port)}/healthz"})
        yield
        children.check()


# --- Those who ask ------------------------------------------------------------------------------------------


class Editor:
    """A browser in which somebody is logged in, on the page for several uploads."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies))
        self._send("/admin/login/")
        form = {"username": USER, "password": PASSWORD, "csrfmiddlewaretoken": self._token, "next": "/admin/"}
        self._send("/admin/login/", urllib.parse.urlencode(form).encode())
        self._send("/admin/images/multiple/add/")

    @property
    def _token(self) -> str:
        return next(str(cookie.value) for cookie in self._cookies if cookie.name == "csrftoken")

    def _send(self, path: str, body: bytes | None = None, **headers: str) -> bytes:
        request = urllib.request.Request(self._origin + path, body, headers)
        with self._opener.open(request, timeout=120) as response:
            answer: bytes = response.read()
            return answer

    def upload(self, name: str, data: bytes) -> int:
        """Upload one picture and return its id."""
        boundary = "boundary-of-an-upload"
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
            for field, value in (("csrfmiddlewaretoken", self._token), ("title", name))
        ]
        parts.append(
            f'--{boundary}\r\nContent-Disposition: form-data; name="files[]"; filename="{name}.jpg"\r\n'
            "Content-Type: image/jpeg\r\n\r\n".encode()
        )
        answer = self._send(
            "/admin/images/multiple/add/",
            b"".join((*parts, data, f"\r\n--{boundary}--\r\n".encode())),
            **{
                "Content-Type": f"multipart/form-data; boundary={boundary}",
                "X-Requested-With": "XMLHttpRequest",
            },
        )
        said = json.loads(answer)
        if not said["success"]:
            raise RuntimeError(f"{name} was refused: {said['error_message']}")
        return int(said["image_id"])


class Visitor(threading.Thread):
    """Asks for a gallery at fixed moments, and notes how long after each of them the answer was there.

    So an answer that keeps the next question waiting counts for both.
    """

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self._port = port
        self._body = json.dumps(
            {
                "query": (OPERATIONS / "gallery-images.graphql").read_text(encoding="utf-8"),
                "variables": {"slug": "sommerfest", "language": "DE"},
            }
        ).encode()
        self._ends = threading.Event()
        self.seconds: list[float] = []
        self.failures: list[str] = []

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        due = time.perf_counter()
        while not self._ends.is_set():
            time.sleep(max(0.0, due - time.perf_counter()))
            try:
                connection.request("POST", "/graphql/", self._body, {"Content-Type": "application/json"})
                answer = json.loads(connection.getresponse().read())
                if "errors" in answer or answer["data"]["galleryPage"]["images"]["totalCount"] != 24:
                    self.failures.append(json.dumps(answer)[:300])
            except (OSError, http.client.HTTPException, ValueError) as error:
                self.failures.append(f"{type(error).__name__}: {error}")
                connection.close()
            self.seconds.append(time.perf_counter() - due)
            due += 1 / READS_PER_SECOND

    def stop(self) -> "Visitor":
        self._ends.set()
        self.join()
        return self


def read_during(port: int, seconds: float) -> Visitor:
    visitor = Visitor(port)
    visitor.start()
    time.sleep(seconds)
    return visitor.stop()


# --- The measurement ----------------------------------------------------------------------------------------


def wait_for_sizes(ids: list[int], until: float) -> int:
    """Wait until all sizes of all pictures are there; return how many pictures are without at the end."""
    from cms.media.models import CmsImage
    from cms.media.renditions import is_complete

    while True:
        waiting = sum(not is_complete(image) for image in CmsImage.objects.filter(pk__in=ids))
        if not waiting or time.perf_counter() > until:
            return waiting
        time.sleep(0.25)


def told(name: str, seconds: list[float]) -> str:
    ordered = sorted(seconds)
    p95 = ordered[round(0.95 * (len(ordered) - 1))]
    return (
        f"{name:<34} {len(ordered):>5} {statistics.median(ordered) * 1000:>8.0f} {p95 * 1000:>8.0f} "
        f"{ordered[-1] * 1000:>8.0f}"
    )


def measure(port: int, count: int) -> bool:
    """Upload, wait, print the table. True where the promise holds."""
    pictures = list(photographs(count))
    editor = Editor(f"http://localhost:{port}")
    read_during(port, 2)
    quiet = read_during(port, QUIET_SECONDS)
    busy = Visitor(port)
    busy.start()
    uploads, ids = [], []
    began = time.perf_counter()
    for number, data in enumerate(pictures, start=1):
        sent = time.perf_counter()
        ids.append(editor.upload(f"photograph-{number}", data))
        uploads.append(time.perf_counter() - sent)
    uploaded = time.perf_counter() - began
    waiting = wait_for_sizes(ids, began + MAX_SECONDS_FOR_ALL_SIZES + 60)
    complete = time.perf_counter() - began
    busy.stop()
    megabytes = sum(map(len, pictures)) / count / 1e6
    print(
        f"{count} pictures of {SIZE[0]} × {SIZE[1]} pixels, {megabytes:.1f} MB each, {os.cpu_count()} cores"
    )
    print(f"{'milliseconds':<34} {'count':>5} {'median':>8} {'p95':>8} {'max':>8}")
    print(told("upload of one picture", uploads))
    print(told("gallery, nothing else happening", quiet.seconds))
    print(told("gallery, uploads and encoding", busy.seconds))
    print(f"all uploads answered after {uploaded:.1f} s, all sizes there after {complete:.1f} s")
    failures = [*quiet.failures, *busy.failures]
    for failure in failures[:5]:
        print(f"a read failed: {failure}")
    if waiting:
        print(f"{waiting} pictures are without all their sizes")
    return not failures and not waiting and complete <= MAX_SECONDS_FOR_ALL_SIZES


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pictures", type=int, default=24)
    parser.add_argument("--port", type=int, default=8240)
    parser.add_argument("--database", help="URL of an empty PostgreSQL database (default: a new SQLite file)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cms-uploads-") as directory:
        data_dir = Path(directory)
        os.environ.update(surroundings(data_dir, options.port, options.database))
        import django

        django.setup()
        prepare(options.port)
        with running(data_dir, options.port):
            is_kept = measure(options.port, options.pictures)
    sys.exit(not is_kept)


def surroundings(data_dir: Path, port: int, database: str | None) -> dict[str, str]:
    """Return the environment of the processes: the demo's, with data of their own."""
    from cms.demo import runtime

    found: dict[str, Any] = {
        **runtime.environment(data_dir, port=port, frontend_port=port),
        "CMS_DATA_DIR": str(data_dir),
        "CMS_LOG_LEVEL": "WARNING",
        "DATABASE_URL": database or "",
    }
    return found


if __name__ == "__main__":
    main()
