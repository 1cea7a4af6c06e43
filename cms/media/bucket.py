"""Media in a store that speaks S3, shared by servers and workers on any number of machines.

Every file lies under `private/`, which nobody reads without this installation's key; the web views of
`cms.media.serving` hand it out after they have asked who may see it. Files of public pictures are copied to
`public/`, which the bucket's policy opens to everybody; see `cms.media.services.public_copies`. To
delete a file takes its copy along, whoever does it.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from threading import RLock
from typing import IO, Any, cast
from urllib.parse import urljoin

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import File
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3File, S3Storage

from cms.serving.unavailable import StoreAway
from cms.tasks.retries import RetryLater

from .encoding import MIME_TYPES

logger = logging.getLogger(__name__)

PRIVATE, PUBLIC = "private", "public"
#: A file's name changes with its content.
FOREVER = "public, max-age=31536000, immutable"
#: What of a file is held in memory; the rest waits on the disk.
MEMORY_BYTES = 4 * 1024 * 1024
KEYS_PER_DELETION = 1_000
#: After which a task that needs the store is attempted again; then it stands among the failed ones.
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (10, 60, 300, 1_800, 7_200))
#: The status and the code with which a store says that the name is taken.
TAKEN = 412
MISSING = 404
#: Of what browsers may read in the store. What they get from the CMS has its type from there.
CONTENT_TYPES = {**MIME_TYPES, "svg": "image/svg+xml"}


class BucketAway(StoreAway, RetryLater):
    """The store does not answer, or refuses. A page says so, and a task is attempted again."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The media store cannot be used: {reason}", PAUSES)


@contextmanager
def _reached() -> Iterator[None]:
    """Raise `BucketAway` for whatever keeps the store from answering; `FileNotFoundError` passes.

    Its words are the error's kind and code: the message of a library may hold a key.
    """
    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if _status(error) == MISSING and code != "NoSuchBucket":
            raise FileNotFoundError("No such file in the media store.") from None
        logger.warning("The media store refuses %s: %s", error.operation_name, code)
        raise BucketAway(code) from None
    except BotoCoreError as error:
        logger.warning("The media store does not answer: %s", type(error).__name__)
        raise BucketAway(type(error).__name__) from None


def _status(error: ClientError) -> int:
    return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))


@cache
def _session(access_key: str | None, secret_key: str | None) -> boto3.Session:
    return boto3.Session(aws_access_key_id=access_key, aws_secret_access_key=secret_key)


_making = RLock()


class BucketFile(S3File):
    """A file that is fetched when it is first read."""

    def _get_file(self) -> IO[bytes]:
        with _reached():
            return cast(IO[bytes], super()._get_file())

    def _set_file(self, value: IO[bytes] | None) -> None:
        super()._set_file(value)

    file = property(_get_file, _set_file)


class BucketStorage(S3Storage):
    """The bucket of the settings CMS_MEDIA_….

    It takes no arguments: Wagtail writes those of a storage into the tasks that delete files, where a key has
    no place. Every method raises `BucketAway` where the store cannot be used.
    """

    def __init__(self) -> None:
        super().__init__()

    def get_default_settings(self) -> dict[str, Any]:
        keys = {"access_key": settings.CMS_MEDIA_ACCESS_KEY, "secret_key": settings.CMS_MEDIA_SECRET_KEY}
        endpoint = settings.CMS_MEDIA_ENDPOINT or None
        return {
            **super().get_default_settings(),
            # Without them the machine's own role is asked, as AWS's libraries do.
            **(keys if settings.CMS_MEDIA_ACCESS_KEY else {}),
            "bucket_name": settings.CMS_MEDIA_BUCKET,
            "endpoint_url": endpoint,
            "region_name": settings.CMS_MEDIA_REGION or None,
            "location": PRIVATE,
            "file_overwrite": False,
            "max_memory_size": MEMORY_BYTES,
            "client_config": Config(
                connect_timeout=3,
                read_timeout=20,
                retries={"total_max_attempts": 2, "mode": "standard"},
                signature_version="s3v4",
                # A host of one's own has no name for each bucket.
                s3={"addressing_style": "path" if endpoint else "auto"},
                # Not every store knows the newer checksums.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        }

    def url(self, name: str | None, *args: Any, **kwargs: Any) -> str:
        """Return the address at which the CMS serves a file to those who may see it."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name or "").lstrip("/"))

    def _open(self, name: str, mode: str = "rb") -> "File[Any]":
        with _reached():
            return cast("File[Any]", BucketFile(self._key(name), mode, self))

    def _save(self, name: str, content: "File[Any]") -> str:
        """Store a file that is whole or not there. Of two that write one name at once, one gets another."""
        key = self._key(name)
        content.seek(0)
        parameters = self._get_write_parameters(key, content)
        with _reached():
            try:
                self._client.put_object(
                    Bucket=self.bucket_name, Key=key, Body=content, IfNoneMatch="*", **parameters
                )
            except ClientError as error:
                if _status(error) != TAKEN:
                    raise
            else:
                return name
        return self._save(self.get_available_name(name, max_length=100), content)

    def exists(self, name: str) -> bool:
        with _reached():
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        with _reached():
            return int(super().size(name))

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with _reached():
            folders, files = super().listdir(name)
            return folders, files

    def get_modified_time(self, name: str) -> Any:
        with _reached():
            return super().get_modified_time(name)

    def delete(self, name: str) -> None:
        """Delete a file, its public copy first."""
        self.withdraw([name])
        with _reached():
            super().delete(name)

    def _get_write_parameters(self, name: str, content: Any = None) -> dict[str, Any]:
        # Not what the machine knows of types, nor what a browser said: AVIF is in few lists.
        extension = name.rpartition(".")[2].lower()
        return {"ContentType": CONTENT_TYPES.get(extension, self.default_content_type)}

    def _create_session(self) -> boto3.Session:
        return _session(self.access_key, self.secret_key)

    @property
    def connection(self) -> Any:
        # Each thread has its own; but what the library reads to make one is read once, by one at a time.
        with _making:
            return super().connection

    # --- Public copies

    def published(self, folder: str) -> list[str]:
        """Return the names of the public copies in a folder."""
        start = f"{PUBLIC}/{folder}/"
        with _reached():
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket_name, Prefix=start
            )
            return [
                f"{folder}/{one['Key'][len(start) :]}" for page in pages for one in page.get("Contents", ())
            ]

    def publish(self, name: str) -> None:
        """Copy a file to where everybody reads it. Raises `FileNotFoundError` where it has gone."""
        parameters = self._get_write_parameters(name)
        if name.lower().endswith(".svg"):
            # A store sends no Content-Security-Policy. As an attachment an SVG is shown in pages all the
            # same, and is no document of that origin when it is opened by itself.
            parameters["ContentDisposition"] = "attachment"
        with _reached():
            self._client.copy_object(
                Bucket=self.bucket_name,
                Key=f"{PUBLIC}/{name}",
                CopySource={"Bucket": self.bucket_name, "Key": self._key(name)},
                MetadataDirective="REPLACE",
                CacheControl=FOREVER,
                **parameters,
            )

    def withdraw(self, names: list[str]) -> None:
        """Delete public copies. One that is not there is no error."""
        with _reached():
            for start in range(0, len(names), KEYS_PER_DELETION):
                keys = [{"Key": f"{PUBLIC}/{name}"} for name in names[start : start + KEYS_PER_DELETION]]
                if len(keys) == 1:
                    self._client.delete_object(Bucket=self.bucket_name, **keys[0])
                    continue
                answer = self._client.delete_objects(
                    Bucket=self.bucket_name, Delete={"Objects": keys, "Quiet": True}
                )
                if answer.get("Errors"):
                    raise BucketAway(str(answer["Errors"][0].get("Code")))

    @property
    def _client(self) -> Any:
        return self.connection.meta.client

    def _key(self, name: str) -> str:
        return str(self._normalize_name(name))
