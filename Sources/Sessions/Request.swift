package import Primitives

/// The release that an agent asks to install by itself.
package struct UpdateRequest: Hashable, Sendable, Codable {
    package let product: String
    package let version: String
    /// Civil date, ISO 8601 Gregorian, as the release's signed metadata says; rules for new releases ask for it.
    package let released: String
    /// `linux-x86_64`, as the release's signed metadata says; nil: not named.
    package let platform: String?
    /// On whose standing the agent asks.
    package let policy: PolicyID

    /// - Throws: `object.field` for a name or day that is none.
    package init(
        product: String, version: String, released: String, policy: PolicyID, platform: String? = nil
    ) throws(Failure) {
        try Field.plain(product, "update.product")
        try Field.plain(version, "update.version")
        try Field.check(Self.isDay(released), "update.released")
        if let platform { try Field.plain(platform, "update.platform") }
        self.product = product
        self.version = version
        self.released = released
        self.policy = policy
        self.platform = platform
    }

    package var word: ScopeWord { .update(product: product) }

    /// `2026-11-21`; whether the month has that day is the reader's to say.
    private static func isDay(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [4, 2, 2] && parts.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
    }
}

/// Somebody asks for a session on one machine (`hamyar/request/1`, signed by the technician, or by the machine where its agent began).
package struct Request: Hashable, Sendable {
    package let session: SessionID
    package let machine: MachineID
    /// nil exactly where the agent began.
    package let technician: TechnicianID?
    package let organisation: OrganisationID
    package let initiator: Initiator
    /// 1 to `SessionLimits.lines`, numbered 1, 2, ….
    package let lines: [SessionLine]
    package let scope: Scope
    /// How long the grant shall last, at most `SessionLimits.longestGrant`.
    package let duration: Duration
    package let created: Timestamp
    /// The request's own expiry, at most `SessionLimits.storedRequestLife` after `created`.
    package let notAfter: Timestamp
    package let reason: String
    /// A ticket's number or the like; may be empty.
    package let reference: String
    /// Work that the vendor starts for its own defect: free by rule, drawing on no quota.
    package let vendorDefect: Bool
    /// As the technician calls itself; the key says who it is.
    package let technicianName: String
    /// Exactly where the agent began.
    package let update: UpdateRequest?

    /// - Throws: `object.field` when a value is outside its range.
    package init(
        session: SessionID, machine: MachineID, technician: TechnicianID?, organisation: OrganisationID, initiator: Initiator,
        lines: [SessionLine], scope: Scope, duration: Duration = SessionLimits.grantDefault, created: Timestamp,
        notAfter: Timestamp,
        reason: String, reference: String = "", vendorDefect: Bool = false, technicianName: String = "",
        update: UpdateRequest? = nil
    ) throws(Failure) {
        try Field.check((1...SessionLimits.lines).contains(lines.count), "lines", limit: SessionLimits.lines)
        try Field.check(lines.map(\.number) == Array(1...lines.count), "line.number")
        try Field.check(duration > .zero && duration <= SessionLimits.longestGrant, "duration", limit: 86_400_000)
        try Field.check(created.milliseconds >= 0, "created")
        try Field.check(notAfter > created && notAfter <= created + SessionLimits.storedRequestLife, "not_after")
        try Field.text(reason, "reason", limit: SessionLimits.reasonCharacters)
        try Field.check(!DisplayText.stripped(reason).isEmpty, "reason")
        try Field.text(reference, "reference", limit: SessionLimits.referenceCharacters)
        try Field.text(technicianName, "technician_name", limit: SessionLimits.nameCharacters)
        try Field.check((technician == nil) == (initiator == .agent), "technician")
        try Field.check((update == nil) == (initiator != .agent), "update")
        if let update {
            // What a machine asks by itself is that update and nothing else, and never free by its own word.
            try Field.check(scope.words == [update.word] && !vendorDefect && technicianName.isEmpty, "update")
        }
        self.session = session
        self.machine = machine
        self.technician = technician
        self.organisation = organisation
        self.initiator = initiator
        self.lines = lines
        self.scope = scope
        self.duration = .milliseconds(duration.wholeMilliseconds)
        self.created = created
        self.notAfter = notAfter
        self.reason = reason
        self.reference = reference
        self.vendorDefect = vendorDefect
        self.technicianName = technicianName
        self.update = update
    }
}
