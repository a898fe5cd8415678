@echo off
rem Runs the program ieum from a plain archive on Windows; bin/ieum says what the options are for.
rem
rem JAVA_HOME   the Java to use; else the java on PATH (JDK 17 or newer)
rem IEUM_OPTS   further options for the Java machine, such as -Xmx4g
setlocal
set "lib=%~dp0..\lib"
if not exist "%lib%\ieum-cli.jar" (
  echo ieum: %lib%\ieum-cli.jar = missing; unpack the whole archive 1>&2
  exit /b 2
)
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
set "options=-XX:+DisplayVMOutputToStderr -XX:+UseSerialGC -XX:FreqInlineSize=40 -Xms64m -Xshare:auto -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8"
if /i "%PROCESSOR_ARCHITECTURE%"=="AMD64" set "options=%options% -XX:ObjectAlignmentInBytes=32 -XX:MaxVectorSize=32"
if /i "%~1"=="serve" set "options=%options% -XX:-UseSerialGC -XX:+UseG1GC -Xmn32m -XX:G1HeapRegionSize=1m -XX:GCTimeRatio=1 -XX:-G1UseAdaptiveIHOP -XX:InitiatingHeapOccupancyPercent=50 -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:G1PeriodicGCInterval=5000"
"%java%" %options% %IEUM_OPTS% -jar "%lib%\ieum-cli.jar" %*
exit /b %ERRORLEVEL%
