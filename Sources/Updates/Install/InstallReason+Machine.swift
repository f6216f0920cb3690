/// The reasons that the rules themselves find.
extension InstallReason {
    /// The machine or the installer went down before the switch: no fault of the version.
    package static let interruptedCode = "install.interrupted"

    /// A disk or a system that failed before any program of the version ran.
    static let notBegun: Set = ["install.staging", "install.hook-not-started"]

    static func interrupted(_ record: InstallRecord) -> InstallReason { of(interruptedCode, record) }
    static func crashLoop(_ record: InstallRecord) -> InstallReason { of("install.crash-loop", record) }
    static func currentChanged(_ record: InstallRecord) -> InstallReason { of("install.current-changed", record) }

    private static func of(_ code: String, _ record: InstallRecord) -> InstallReason {
        InstallReason(code: code, parameters: ["product": record.product, "version": record.to])
    }
}
