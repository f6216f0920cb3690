/// The route from head office to a site, and who says so (requirement A7).
package struct SiteDistance: Hashable, Codable, Sendable {
    package let metres: Int64
    package let source: String

    package init(metres: Int64, source: String) {
        self.metres = metres
        self.source = source
    }
}
