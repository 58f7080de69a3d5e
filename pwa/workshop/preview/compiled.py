"""Keeps compiled templates between two starts of the preview, where the machine lets it."""

from contextlib import suppress

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket


class Compiled(FileSystemBytecodeCache):
    """By the digest of their source, where only this user can write: a tenth of the first page."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Do without on a disk that is full."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def compiled() -> Compiled | None:
    """None where no folder is this user's alone."""
    with suppress(RuntimeError, OSError):
        return Compiled()
    return None
