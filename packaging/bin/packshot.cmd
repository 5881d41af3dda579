@echo off
rem Packshot's command line, run by the app. A batch file waits for a program with a window, a prompt does not.
"%~dp0..\..\Packshot.exe" --command-line -- %*
exit /b %errorlevel%
