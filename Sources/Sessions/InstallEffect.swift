package import Cryptography
package import Primitives

/// One step of an install or a patch, as its outcome tells it.
package struct StepRecord: Hashable, Sendable, Codable {
    /// `fetched`, `verified`, `staged`, … (Protocol/README.md, section 14).
    package let name: String
    /// Of the program that ran for it; nil where none ran or it was ended by a signal.
    package let exit: Int32?
    package let millis: Int64
    /// For people; at most `SessionLimits.stepDetailBytes`.
    package let detail: String

    /// - Throws: `object.field` when a value is outside its range.
    package init(name: String, exit: Int32? = nil, millis: Int64, detail: String = "") throws(Failure) {
        try Field.plain(name, "step.name")
        let longest = SessionLimits.stepTime.wholeMilliseconds
        try Field.check((0...longest).contains(millis), "step.millis", limit: longest)
        try Field.check(detail.utf8.count <= SessionLimits.stepDetailBytes, "step.detail", limit: SessionLimits.stepDetailBytes)
        self.name = name
        self.exit = exit
        self.millis = millis
        self.detail = detail
    }
}

/// What an install or a patch did to a product.
package struct InstallEffect: Hashable, Sendable, Codable {
    /// In their order.
    package let steps: [StepRecord]
    /// nil where no version was there.
    package let oldVersion: String?
    /// What is there now; nil where none is.
    package let newVersion: String?
    /// Digests of the trees' canonical listings.
    package let oldTree: Digest?
    package let newTree: Digest?

    /// - Throws: `object.field` for too many steps, or versions that are none.
    package init(
        steps: [StepRecord], oldVersion: String?, newVersion: String?, oldTree: Digest? = nil, newTree: Digest? = nil
    ) throws(Failure) {
        try Field.check(steps.count <= SessionLimits.installSteps, "install.steps", limit: SessionLimits.installSteps)
        if let oldVersion { try Field.plain(oldVersion, "install.old_version") }
        if let newVersion { try Field.plain(newVersion, "install.new_version") }
        self.steps = steps
        self.oldVersion = oldVersion
        self.newVersion = newVersion
        self.oldTree = oldTree
        self.newTree = newTree
    }
}
