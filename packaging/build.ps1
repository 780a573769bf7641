# Makes of the image that "mvn package" left in target\parley an msi for one user, in target\packages, with SHA256SUMS and a list of
# what is in it (CycloneDX). Needs a JDK 25 or later and WiX. Tried by nobody yet.
# Usage: packaging\build.ps1
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-Location (Join-Path $PSScriptRoot '..')

if (-not (Test-Path 'target\parley\parley.exe')) {
    throw 'no image in target\parley: mvn package makes it'
}
if (-not $env:JAVA_HOME -or -not (Test-Path "$env:JAVA_HOME\bin\jpackage.exe")) {
    throw 'JAVA_HOME names no JDK 25 or later'
}
$version = ([xml](Get-Content 'pom.xml')).project.version
$packages = 'target\packages'
if (Test-Path $packages) {
    Remove-Item -Recurse $packages
}
New-Item -ItemType Directory $packages | Out-Null

& "$env:JAVA_HOME\bin\jpackage.exe" '@packaging/windows/jpackage.args' --app-version $version
& mvn --batch-mode --quiet --no-transfer-progress cyclonedx:makeBom
Copy-Item 'target\bom.json' "$packages\parley-$version.cdx.json"

# Lines as sha256sum writes and checks them.
$sums = Get-ChildItem $packages -File | ForEach-Object {
    '{0}  {1}' -f (Get-FileHash $_.FullName -Algorithm SHA256).Hash.ToLowerInvariant(), $_.Name
}
[IO.File]::WriteAllText((Join-Path (Resolve-Path $packages) 'SHA256SUMS'), ($sums -join "`n") + "`n")
