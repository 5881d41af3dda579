# Puts the folder of this file on PATH, or takes it away: path.ps1 add|remove user|machine
param([string]$Action, [string]$Scope)
if ($Scope -eq 'machine') {
  $key = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey('SYSTEM\CurrentControlSet\Control\Session Manager\Environment', $true)
} else {
  $key = [Microsoft.Win32.Registry]::CurrentUser.OpenSubKey('Environment', $true)
}
# Read unexpanded, so that %USERPROFILE% and its like stay as they are.
$old = $key.GetValue('Path', '', [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
$folders = @($old -split ';' | Where-Object { $_ -ne '' -and $_ -ne $PSScriptRoot })
if ($Action -eq 'add') { $folders += $PSScriptRoot }
$key.SetValue('Path', ($folders -join ';'), [Microsoft.Win32.RegistryValueKind]::ExpandString)
