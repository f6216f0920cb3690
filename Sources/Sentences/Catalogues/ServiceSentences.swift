extension Catalogue {
    /// Codes of the programs' own services.
    // swift-format-ignore
    static let services: [String: Sentence] = [:]
}
