package import Updates

/// What a program of this machine may ask of the installer.
package enum InstallerRequest: Codable, Hashable, Sendable {
    /// Everything that the journal says.
    case status
    /// Installs a version whose metadata and payload wait in the spool, a directory.
    case install(product: String, version: String, spool: String)
    /// Goes back to the version before; `restores` says what becomes of data that the version changed.
    /// `version`, where it is said, must be the installed one (a patch is taken back until the next install).
    case rollback(product: String, version: String?, restores: Bool?)
    /// A person's word on an install that waits for it.
    case decide(product: String, decision: InstallEvent.Decision)
    case versions(product: String)
    /// A version that failed may be tried again.
    case forgetFailure(product: String, version: String)
    /// A version was withdrawn: it is not switched to, and goes where it is kept.
    case drop(product: String, version: String)
    /// An outcome has reached the vendor.
    case acknowledge(product: String, id: String)
    /// A new version says that it is there (the agent's own updates).
    case report(product: String, version: String)
}
