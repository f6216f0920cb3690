/// What bounds installs.
package enum InstallLimits {
    /// How often the new version is begun again after a crash, or a step back is tried again, before something else is done (H68).
    package static let attempts = 3
    /// How often an install of one version may be cut off before its switch until it counts as failed (H68).
    package static let interruptions = 3
    /// Versions that failed and are remembered for one product; the oldest goes.
    package static let failedVersions = 64
    /// Outcomes that are kept for one product; the oldest goes.
    package static let outcomes = 32
    /// Steps that an outcome tells: forward, back, and some repeated; further ones are not told.
    package static let traces = 64
    /// Bytes of what a step says for people.
    package static let traceDetail = 200
    /// Versions beside the current one that are kept for one product; the oldest goes.
    package static let keptVersions = 8
}
