; The command line on PATH, of this user or of all, as the app is installed. Never run so far. By its whole path:
; Windows looks for a program beside the installer first, which may be in a folder of downloads.
!define powershell '"$SYSDIR\WindowsPowerShell\v1.0\powershell.exe" -NoProfile -ExecutionPolicy Bypass -File'
!macro packshotPath ACTION
  ${if} $installMode == "all"
    nsExec::Exec '${powershell} "$INSTDIR\resources\bin\path.ps1" ${ACTION} machine'
  ${else}
    nsExec::Exec '${powershell} "$INSTDIR\resources\bin\path.ps1" ${ACTION} user'
  ${endif}
  Pop $0
  ; Open programs hear of it.
  SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=5000
!macroend

; "Open with" for pictures, without becoming the app that opens them.
!macro packshotPictureType TYPE
  WriteRegStr SHCTX "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\SupportedTypes" "${TYPE}" ""
!macroend

!macro customInstall
  !insertmacro packshotPath add
  CreateShortCut "$SENDTO\${PRODUCT_NAME}.lnk" "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  WriteRegStr SHCTX "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  !insertmacro packshotPictureType ".jpg"
  !insertmacro packshotPictureType ".jpeg"
  !insertmacro packshotPictureType ".png"
  !insertmacro packshotPictureType ".webp"
  !insertmacro packshotPictureType ".gif"
  !insertmacro packshotPictureType ".tif"
  !insertmacro packshotPictureType ".tiff"
  !insertmacro packshotPictureType ".heic"
  !insertmacro packshotPictureType ".avif"
  !insertmacro packshotPictureType ".bmp"
!macroend

!macro customUnInstall
  !insertmacro packshotPath remove
  Delete "$SENDTO\${PRODUCT_NAME}.lnk"
  DeleteRegKey SHCTX "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}"
  ; An update runs this for the old version, too.
  ${ifNot} ${isUpdated}
    !insertmacro packshotForget
  ${endif}
!macroend

; What the app has Electron write for its user (browser_win.cc, windows_toast_activator.cc): the start at login, its
; links, what a click on a notification starts, and a shortcut beside that of an installation for all. Then the installer
; that was kept to update from. Of other users of the computer it stays.
!macro packshotForget
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${APP_ID}"
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "${APP_ID}"
  DeleteRegKey HKCU "Software\Classes\packshot-open"
  DeleteRegKey HKCU "Software\Classes\CLSID\{6E0F3C5A-7B0D-4C0B-9B57-2B6A4D8F1E93}"
  ; As where it was written: for all users, this would be a folder of the computer.
  SetShellVarContext current
  RMDir /r "$LOCALAPPDATA\packshot-updater"
  ${if} $installMode == "all"
    Delete "$SMPROGRAMS\${PRODUCT_NAME}.lnk"
    SetShellVarContext all
  ${endif}
!macroend
