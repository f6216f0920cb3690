package import Sessions

/// What a person chose for a pull.
package struct PullChoices: Sendable {
    /// Whether the source is a directory; nil: the machine says.
    package var isTree: Bool?
    package var links: LinkRule
    package var include: [String]
    package var exclude: [String]
    /// Number or id, where a machine has several.
    package var session: String?

    package init(
        isTree: Bool? = nil, links: LinkRule = .keep, include: [String] = [], exclude: [String] = [], session: String? = nil
    ) {
        self.isTree = isTree
        self.links = links
        self.include = include
        self.exclude = exclude
        self.session = session
    }
}
