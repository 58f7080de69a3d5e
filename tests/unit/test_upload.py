"""deploy/object-storage/upload.sh with stores that are not S3: taken as they are, or refused before anybody reads."""

import gzip
from pathlib import Path

import pytest

from tests.support.hosts import run_upload, tool, upload
from tests.support.s3 import bucket

ELSEWHERE = {"AWS_ENDPOINT_URL": "https://store.example"}


@pytest.fixture
def few(tree: Path, tmp_path: Path) -> Path:
    """A tree of a page and a worker; each object is a process."""
    site = tmp_path / "site"
    (site / "en").mkdir(parents=True)
    for name in ("sw.js", "sw.js.gz", "en/index.html", "en/index.html.gz"):
        (site / name).write_bytes((tree / name).read_bytes())
    lines = (tree / "_objects.tsv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.split("\t")[0] in ("en/", "sw.js")]
    (site / "_objects.tsv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    return site


def test_the_checksum_of_newer_command_lines_is_left_out_for_other_stores(few: Path, tmp_path: Path) -> None:
    done = upload(few, tmp_path, STORE_REFUSES="checksums", **ELSEWHERE)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "store" / "en%2F.headers").read_text(encoding="utf-8").count('"gzip"') == 1


def test_a_page_that_no_browser_could_open_stops_the_upload(few: Path, tmp_path: Path) -> None:
    done = upload(few, tmp_path, STORE_REFUSES="checksums")  # no address of the store, so it is taken for S3
    assert done.returncode == 1
    assert done.stderr == "upload: the store keeps 'en/' with the encoding 'gzip,aws-chunked' instead of gzip\n"
    assert not (tmp_path / "store" / "sw.js.body").exists()


def test_a_store_without_slashes_at_the_end_is_named_with_the_remedy(few: Path, tmp_path: Path) -> None:
    done = upload(few, tmp_path, STORE_REFUSES="slashes", **ELSEWHERE)
    assert done.returncode == 1
    assert "did not take 'en/'; if it takes no key that ends with a slash (MinIO), give INDEX_KEYS=1" in done.stderr


def test_it_gets_the_names_of_files(few: Path, tmp_path: Path, tree: Path) -> None:
    done = upload(few, tmp_path, STORE_REFUSES="slashes", INDEX_KEYS="1", **ELSEWHERE)
    assert done.returncode == 0, done.stderr
    body = (tmp_path / "store" / "en%2Findex.html.body").read_bytes()
    assert gzip.decompress(body) == (tree / "en" / "index.html").read_bytes()


def test_the_real_command_line_leaves_the_encoding_of_a_page_as_it_is(few: Path, tmp_path: Path) -> None:
    tool("aws", "awscli")
    with bucket(tmp_path) as store:
        refused = run_upload(few, **store.environ)
        assert (refused.returncode, store.objects) == (1, {}), refused.stderr
        assert "XMinioInvalidObjectName" in refused.stderr
        assert (
            "did not take 'en/'; if it takes no key that ends with a slash (MinIO), give INDEX_KEYS=1" in refused.stderr
        )
        done = run_upload(few, INDEX_KEYS="1", **store.environ)
    assert done.returncode == 0, done.stderr
    assert list(store.objects) == ["night-cramp/en/index.html", "night-cramp/sw.js"]
    assert {headers["Content-Encoding"] for headers in store.objects.values()} == {"gzip"}
    assert store.objects["night-cramp/en/index.html"]["Content-Type"] == "text/html; charset=utf-8"
    assert all(headers["Cache-Control"] for headers in store.objects.values())


def test_a_folder_without_a_site_is_said(tmp_path: Path) -> None:
    done = upload(tmp_path, tmp_path)
    assert done.returncode == 1
    assert "holds no site; build one: make build" in done.stderr
