"""A media store that speaks S3, on a free port of this machine."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPMessage
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import boto3
from moto.server import ThreadedMotoServer
from pytest_django import Settings

POLICY = Path(__file__).resolve().parents[2] / "deploy" / "s3" / "bucket-policy.json"
BUCKET = "cluster-cms-media"
KEY, SECRET = "AKIDOFTESTS", "secret-of-the-tests"


@dataclass(frozen=True)
class Store:
    """A running store with one bucket, whose policy is the one that ships."""

    client: Any
    endpoint: str

    @property
    def public_url(self) -> str:
        return f"{self.endpoint}/{BUCKET}/public"

    def names(self, start: str = "") -> list[str]:
        found = self.client.list_objects_v2(Bucket=BUCKET, Prefix=start)
        return [one["Key"] for one in found.get("Contents", ())]

    def empty(self) -> None:
        for key in self.names():
            self.client.delete_object(Bucket=BUCKET, Key=key)

    def use(self, settings: Settings, endpoint: str | None = None) -> None:
        """Make it the media store of the settings."""
        settings.CMS_MEDIA_BUCKET = BUCKET
        settings.CMS_MEDIA_ENDPOINT = endpoint or self.endpoint
        settings.CMS_MEDIA_REGION = "eu-central-1"
        settings.CMS_MEDIA_ACCESS_KEY, settings.CMS_MEDIA_SECRET_KEY = KEY, SECRET
        settings.CMS_MEDIA_PUBLIC_URL = self.public_url
        storages = {**settings.STORAGES, "default": {"BACKEND": "cms.media.bucket.BucketStorage"}}
        settings.STORAGES = storages


@contextmanager
def running_store() -> Iterator[Store]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    client = boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name="eu-central-1",
        aws_access_key_id=KEY,
        aws_secret_access_key=SECRET,
    )
    try:
        client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        policy = json.loads(POLICY.read_text(encoding="utf-8"))
        client.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps(policy))
        yield Store(client, endpoint)
    finally:
        client.close()
        server.stop()


def asked(url: str) -> tuple[int, bytes, HTTPMessage]:
    """Ask as anybody can; return status, body and headers."""
    try:
        with urlopen(url) as response:
            return response.status, response.read(), response.headers
    except HTTPError as error:
        with error:
            return error.code, error.read(), error.headers
