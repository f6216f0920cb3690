package import Primitives

extension IncomingTree {
    /// What a transfer would do. Everything is looked at, old files of the same size are read, nothing is changed.
    ///
    /// Throws as `init`, without what concerns parts and room.
    package static func preview(
        _ manifest: Manifest, at destination: Destination, _ rules: Rules = Rules()
    ) throws(Failure) -> TreePreview {
        try manifest.validate()
        let places = TreePlaces(destination)
        let examination = try TreeExamination(manifest, places, rules)
        var size: Int64 = 0
        var effects: [TreeEffect] = []
        for (entry, finding) in zip(manifest.entries, examination.findings) {
            var effect = TreeEffect(
                kind: kind(finding), path: places.shown(entry), entryKind: entry.kind, size: entry.size,
                digest: entry.kind == .file ? entry.digest : nil)
            if case .unchanged(let name) = finding, name != (try places.place(of: entry)).name { effect.otherName = name }
            if entry.kind == .file, effect.kind == .created || effect.kind == .replaced { size += entry.size }
            effects.append(effect)
        }
        for item in examination.extraneous {
            let kind: ManifestEntry.Kind =
                switch item.status.kind {
                case .directory: .directory
                case .symbolicLink: .link
                case .regular, .other: .file
                }
            effects.append(
                TreeEffect(kind: .deleted, path: item.path, entryKind: kind, size: kind == .file ? item.status.size : 0))
        }
        return TreePreview(effects: effects, counts: TreeCounts(effects), size: size, notes: examination.notes)
    }

    private static func kind(_ finding: TreeExamination.Finding) -> TreeEffect.Kind {
        switch finding {
        case .directory(let exists): exists ? .unchanged : .created
        case .link(let status, let isSame): isSame ? .unchanged : status == nil ? .created : .replaced
        case .new: .created
        case .unchanged: .unchanged
        case .skipped: .skipped
        case .over, .beside: .replaced
        }
    }
}
