#!/usr/bin/env bash
# Installs the APK on the running emulator, starts it, and fails when it falls or shows nothing. Leaves start.png and start.log.
set -euo pipefail
apk=$1
id=$(node -p "require('./mobile/capacitor.config.json').appId")
adb logcat -c
adb install -r "$apk"
adb shell am start -W -n "$id/example.premierpas.app.MainActivity"
# Our own code has run when the page asks by which link it was started; Capacitor logs each call to a plugin.
running='pluginId: App, methodName: getLaunchUrl'
for _ in $(seq 60); do
  adb logcat -d >start.log
  if grep -q "$running" start.log; then break; fi
  sleep 1
done
# What was loaded is not drawn yet.
sleep 5
adb exec-out screencap -p >start.png
grep -q "$running" start.log
if grep -E "FATAL EXCEPTION|ANR in $id" start.log; then exit 1; fi
test "$(adb shell pidof "$id")" != ''
