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

!macro customInstall
  !insertmacro packshotPath add
!macroend

!macro customUnInstall
  !insertmacro packshotPath remove
!macroend
