#!/bin/bash
# electron-builder's own script (templates/linux/after-remove.tpl), but not at an update: a deb runs the one of the old
# version with "upgrade", an rpm after the new one is installed, with the number of versions that stay.
case "$1" in
  upgrade | [1-9]*) exit 0 ;;
esac

if type update-alternatives >/dev/null 2>&1; then
  update-alternatives --remove '${executable}' '/opt/${sanitizedProductName}/${executable}'
else
  rm -f '/usr/bin/${executable}'
fi

profile='/etc/apparmor.d/${executable}'
if [ -f "$profile" ]; then
  # Not in a chroot, where images are made: the kernel is not theirs.
  if apparmor_status --enabled >/dev/null 2>&1 && ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
    apparmor_parser --remove "$profile" || true
  fi
  rm -f "$profile"
fi
