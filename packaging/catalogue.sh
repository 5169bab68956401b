#!/bin/sh
# Brings the message catalogue up to date with the code: packaging/catalogue.sh
# New messages appear untranslated in resources/i18n/zh.po; a test fails until each has its Chinese.
set -eu
cd "$(dirname "$0")/.."
babel=.venv/bin/pybabel
template=$(mktemp)
trap 'rm -f "$template"' EXIT
"$babel" -q extract --no-location --sort-output --no-default-keywords -k N_ --project=ipdesk --version=0 \
    --copyright-holder="the ipdesk authors" --msgid-bugs-address="" -o "$template" ipdesk
if [ ! -e resources/i18n/zh.po ]; then
    "$babel" -q init -i "$template" -o resources/i18n/zh.po -l zh_CN
else
    "$babel" -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -N -i "$template" -o resources/i18n/zh.po -l zh_CN
fi
"$babel" -q compile -i resources/i18n/zh.po -o resources/i18n/zh.mo
