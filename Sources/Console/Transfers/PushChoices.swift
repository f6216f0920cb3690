import FileTransfer
package import Sessions

/// What a person chose for a push or sync.
package struct PushChoices: Sendable {
    package var overwrite: Sessions.OverwriteRule
    package var links: LinkRule
    package var include: [String]
    package var exclude: [String]
    /// What the source lacks goes on the machine (`sync --delete`).
    package var deletesExtraneous: Bool
    /// Nothing is changed; the machine says what would be.
    package var isDryRun: Bool
    /// Number or id, where a machine has several.
    package var session: String?

    package init(
        overwrite: Sessions.OverwriteRule = .backup, links: LinkRule = .keep, include: [String] = [], exclude: [String] = [],
        deletesExtraneous: Bool = false, isDryRun: Bool = false, session: String? = nil
    ) {
        self.overwrite = overwrite
        self.links = links
        self.include = include
        self.exclude = exclude
        self.deletesExtraneous = deletesExtraneous
        self.isDryRun = isDryRun
        self.session = session
    }

    /// A person's own disk: links may lead anywhere, and files may have several names.
    ///
    /// - Throws: `path.malformed` for a pattern.
    var rules: TreeRules {
        get throws {
            TreeRules(
                include: try include.map { try PathPattern($0) }, exclude: try exclude.map { try PathPattern($0) },
                links: TreeRules.Links(rawValue: links.rawValue) ?? .keep, followsAnywhere: true, allowsHardLinks: true)
        }
    }
}
