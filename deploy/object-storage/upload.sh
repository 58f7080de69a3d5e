#!/bin/sh
# Puts what `make build` wrote into a bucket of S3 or of a store that speaks its language (AWS_ENDPOINT_URL):
#   BUCKET=night-cramp deploy/object-storage/upload.sh dist
# Old objects stay, so that a page of the version before finds its files; let a rule of the bucket remove them.
set -eu
site=${1:?"give the folder that make build wrote: upload.sh dist"}
: "${BUCKET:?give the name of the bucket: BUCKET=name}"
command -v aws >/dev/null || { echo "upload: aws is missing; install the AWS command line" >&2; exit 1; }
tab=$(printf '\t')
# The order is that of the list: what never changes first, then pages, the worker last.
while IFS="$tab" read -r key file type cache; do
    if [ -d "$site/$file" ]; then
        aws s3 sync "$site/$file" "s3://$BUCKET/$key" --content-type "$type" --cache-control "$cache" --only-show-errors
        continue
    fi
    set -- --body "$site/$file"
    # no-transform keeps a CDN from compressing; every browser takes gzip.
    [ ! -f "$site/$file.gz" ] || set -- --body "$site/$file.gz" --content-encoding gzip
    aws s3api put-object --bucket "$BUCKET" --key "$key" --content-type "$type" --cache-control "$cache" "$@" \
        </dev/null >/dev/null
done <"$site/_objects.tsv"
