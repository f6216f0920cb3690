import Primitives

/// YAML nodes → what describes a release.
enum ReleaseSheetReader {
    static func sheet(_ root: YAMLNode) throws(Failure) -> ReleaseSheet {
        let values = try root.mapping(ReleaseSheetSchema.release)
        var sheet = ReleaseSheet()
        sheet.product = try values.optional("product")?.name("a product's name")
        sheet.version = try values.optional("version")?.text("a version, such as 2.1")
        sheet.platform = try values.optional("platform")?.text("a platform, such as linux-x86_64")
        sheet.kind = try values.optional("kind")?.word(Kind.self).rawValue
        sheet.forVersion = try values.optional("for-version")?.text("a version, such as 2.1")
        sheet.released = try values.optional("released")?.text("a day as YYYY-MM-DD")
        sheet.minimum = try values.optional("minimum")?.text("a version, such as 2.1")
        for node in try values.optional("floors")?.elements() ?? [] {
            sheet.floors.append(try node.text("a version, such as 2.1"))
        }
        sheet.data = try values.optional("data")?.word(DataChange.self).rawValue
        if let health = try values.optional("health")?.mapping(ReleaseSheetSchema.health) {
            sheet.holds = Int64(try health.node("holds").integer("seconds", in: 0...3600))
            sheet.within = Int64(try health.node("within").integer("seconds", in: 1...3600))
        }
        for (step, node) in try values.optional("hooks")?.entries() ?? [] {
            sheet.hooks[step.content] = try hook(node)
        }
        sheet.patches = try values.optional("patches")?.integer("a number of versions", in: 0...ReleaseSheet.mostPatches)
        return sheet
    }

    private static func hook(_ node: YAMLNode) throws(Failure) -> ReleaseSheet.Hook {
        let values = try node.mapping(ReleaseSheetSchema.hook)
        var words: [String] = []
        for word in try values.node("run").elements() { words.append(try word.scalar("a program's path or an argument").content) }
        return ReleaseSheet.Hook(run: words, timeout: Int64(try values.node("timeout").integer("seconds", in: 1...86_400)))
    }

    private enum Kind: String, CaseIterable { case release, fix }
    private enum DataChange: String, CaseIterable { case untouched, migrates }
}

extension ReleaseSheet {
    /// Earlier versions from which one build makes patches at most.
    package static let mostPatches = 32
}
