extension InstallRecord {
    /// Whose fault a failure was: what is not the version's does not keep it from being tried again.
    enum Blame: Hashable {
        case version
        /// The disk, or this machine.
        case surroundings
        /// What was asked could not be done as things stood: nothing of the version was used.
        case nobody
    }

    private static let askedOtherwise: Set = ["install.full-needed", "install.dropped"]
    /// What a full or failing disk makes of unpacking.
    private static let disk: Set = [
        "install.staging", "install.no-space", "install.exposed", "payload.file", "delta.file", "delta.memory",
    ]

    var blame: Blame {
        if isAskedRollback { return .version }
        if let code = reason?.code, Self.askedOtherwise.contains(code) { return .nobody }
        switch failedAt {
        // Metadata, spool, floors and room: another day they are others.
        case .fetched, .verified: return .nobody
        case .staged, .prechecked, .backedUp:
            guard let code = reason?.code else { return .version }
            return Self.disk.contains(code) ? .surroundings : .version
        default: return .version
        }
    }
}
