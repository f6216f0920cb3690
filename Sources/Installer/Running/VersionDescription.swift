package import Cryptography
package import Updates

/// What the installer keeps of a version's signed description, beside its tree: its hooks are needed as long as it is there.
package struct VersionDescription: Codable, Hashable, Sendable {
    package enum Hook: String, Codable, CaseIterable, Sendable {
        case precheck, backup, start, stop, health, restore
        /// Lets people into a version that starts closed to them.
        case open
    }

    package struct Command: Codable, Hashable, Sendable {
        /// A path within the payload, then arguments. No shell reads them.
        package let run: [String]
        /// Seconds.
        package let timeout: Int

        package init(run: [String], timeout: Int) {
            self.run = run
            self.timeout = timeout
        }
    }

    package let version: String
    package let data: InstallRecord.DataEffect
    package let hooks: [String: Command]
    /// Seconds that the product must be well.
    package let holds: Int
    /// Seconds that this may take.
    package let within: Int
    /// Digest of the tree's listing.
    package let tree: Digest?

    package init(
        version: String, data: InstallRecord.DataEffect, hooks: [String: Command], holds: Int = 10, within: Int = 120,
        tree: Digest? = nil
    ) {
        self.version = version
        self.data = data
        self.hooks = hooks
        self.holds = holds
        self.within = within
        self.tree = tree
    }

    package subscript(hook: Hook) -> Command? { hooks[hook.rawValue] }

    /// A version as a name of a directory: nothing that leads elsewhere.
    static func isName(_ version: String) -> Bool {
        (1...64).contains(version.utf8.count) && version.utf8.first.map { (48...57).contains($0) } == true
            && version.utf8.allSatisfy {
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || [43, 45, 46].contains($0)
            }
    }
}
