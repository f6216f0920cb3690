import Installer

enum ProgramVersion {
    static let text = InstallerProgram.version
}
