; The installer for Windows: for one user, without administrator rights. Run by build/make_installers.py, which hands in
; Version, Numbers (four of them), Source (the frozen folder), Icon and Target.

#ifndef Version
  #error Run this by build/make_installers.py
#endif

[Setup]
AppId={{6E2B7C54-0D5B-4C7B-9E8C-2F3A5B0E9A41}
AppName=SEND Tracker
AppVersion={#Version}
AppVerName=SEND Tracker {#Version}
AppPublisher=SEND Tracker contributors
VersionInfoVersion={#Numbers}
DefaultDirName={localappdata}\Programs\SEND Tracker
DefaultGroupName=SEND Tracker
DisableProgramGroupPage=yes
DisableDirPage=auto
PrivilegesRequired=lowest
; Nobody is asked for another account's password, so nobody waits for IT.
PrivilegesRequiredOverridesAllowed=
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile={#Source}\_internal\licences\SEND-Tracker.txt
SetupIconFile={#Icon}
UninstallDisplayIcon={app}\send-tracker.exe
OutputDir={#Target}
OutputBaseFilename=send-tracker-{#Version}-setup
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
CloseApplications=yes
RestartApplications=no

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktop"; Description: "Put SEND Tracker on the &desktop"; Flags: unchecked
Name: "filetype"; Description: "Open .&sendtracker files with SEND Tracker"

[InstallDelete]
; An older version's libraries must not lie among the new ones. Settings, backups and files are elsewhere.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Source}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs; Excludes: "portable.txt,\data"
Source: "{#FileIcon}"; DestDir: "{app}"; DestName: "send-tracker-file.ico"; Flags: ignoreversion

[Icons]
Name: "{group}\SEND Tracker"; Filename: "{app}\send-tracker.exe"; AppUserModelID: "SENDTracker.Desktop"
Name: "{userdesktop}\SEND Tracker"; Filename: "{app}\send-tracker.exe"; Tasks: desktop

[Registry]
; Under the user's own key, so that no administrator is needed; taken away again when the program is removed.
Root: HKCU; Subkey: "Software\Classes\.sendtracker"; ValueType: string; ValueData: "SENDTracker.File"; Flags: uninsdeletevalue; Tasks: filetype
Root: HKCU; Subkey: "Software\Classes\.sendtracker"; ValueType: string; ValueName: "Content Type"; ValueData: "application/vnd.send-tracker"; Tasks: filetype
Root: HKCU; Subkey: "Software\Classes\SENDTracker.File"; ValueType: string; ValueData: "SEND Tracker file"; Flags: uninsdeletekey; Tasks: filetype
Root: HKCU; Subkey: "Software\Classes\SENDTracker.File\DefaultIcon"; ValueType: string; ValueData: "{app}\send-tracker-file.ico"; Tasks: filetype
Root: HKCU; Subkey: "Software\Classes\SENDTracker.File\shell\open\command"; ValueType: string; ValueData: """{app}\send-tracker.exe"" ""%1"""; Tasks: filetype

[Run]
Filename: "{app}\send-tracker.exe"; Description: "Start SEND Tracker"; Flags: nowait postinstall skipifsilent
