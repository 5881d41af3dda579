; The command line on PATH, of this user or of all, as the app is installed. Never run so far.
!macro packshotPath ACTION
  ${if} $installMode == "all"
    nsExec::Exec 'powershell -NoProfile -ExecutionPolicy Bypass -File "$INSTDIR\resources\bin\path.ps1" ${ACTION} machine'
  ${else}
    nsExec::Exec 'powershell -NoProfile -ExecutionPolicy Bypass -File "$INSTDIR\resources\bin\path.ps1" ${ACTION} user'
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
!macroend
