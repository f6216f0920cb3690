package import Primitives

/// A technician asks for a session on one machine (`hamyar/request/1`, signed by the technician).
package struct Request: Hashable, Sendable {
    package let session: SessionID
    package let machine: MachineID
    package let technician: TechnicianID
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

    /// - Throws: `object.field` when a value is outside its range.
    package init(
        session: SessionID, machine: MachineID, technician: TechnicianID, organisation: OrganisationID, initiator: Initiator,
        lines: [SessionLine], scope: Scope, duration: Duration = SessionLimits.grantDefault, created: Timestamp,
        notAfter: Timestamp,
        reason: String, reference: String = "", vendorDefect: Bool = false, technicianName: String = ""
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
    }
}
