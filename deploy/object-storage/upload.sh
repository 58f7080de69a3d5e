#!/bin/sh
# Puts what `make build` wrote into a bucket of S3 or of a store that speaks its language (AWS_ENDPOINT_URL):
#   BUCKET=night-cramp deploy/object-storage/upload.sh dist
# A page's key ends with a slash, so that it is found at its address. MinIO takes no such key: INDEX_KEYS=1 makes it
# .../index.html, and what stands in front has to ask for that.
# Old objects stay, so that a page of the version before finds its files; let a rule of the bucket remove them.
set -eu
fail() {
    echo "upload: $*" >&2
    exit 1
}
site=${1:?"give the folder that make build wrote: upload.sh dist"}
: "${BUCKET:?give the name of the bucket: BUCKET=name}"
command -v aws >/dev/null || fail "aws is missing; install the AWS command line"
[ -f "$site/_objects.tsv" ] || fail "$site holds no site; build one: make build"
if [ -n "${AWS_ENDPOINT_URL:-}" ]; then
    # Other stores refuse the checksum that the AWS CLI adds since 2.23, or keep it in Content-Encoding:
    # https://github.com/aws/aws-cli/issues/9214
    export AWS_REQUEST_CHECKSUM_CALCULATION=when_required AWS_RESPONSE_CHECKSUM_VALIDATION=when_required
fi
tab=$(printf '\t')
looked=
# The order is that of the list: what never changes first, then pages, the worker last.
while IFS="$tab" read -r key file type cache; do
    case $key in */) [ -z "${INDEX_KEYS:-}" ] || key=${key}index.html ;; esac
    set -- --body "$site/$file"
    # no-transform keeps a CDN from compressing; every browser takes gzip.
    [ ! -f "$site/$file.gz" ] || set -- --body "$site/$file.gz" --content-encoding gzip
    aws s3api put-object --bucket "$BUCKET" --key "$key" --content-type "$type" --cache-control "$cache" "$@" \
        </dev/null >/dev/null || case $key in
        */) fail "the store did not take '$key'; if it takes no key that ends with a slash (MinIO), give INDEX_KEYS=1" ;;
        *) fail "the store did not take '$key'; nothing after it was put there" ;;
        esac
    # A page with another encoding than it was given is one that no browser opens.
    if [ -z "$looked" ] && [ -f "$site/$file.gz" ]; then
        looked=$(aws s3api head-object --bucket "$BUCKET" --key "$key" --query ContentEncoding --output text </dev/null)
        [ "$looked" = gzip ] || fail "the store keeps '$key' with the encoding '$looked' instead of gzip"
    fi
done <"$site/_objects.tsv"
