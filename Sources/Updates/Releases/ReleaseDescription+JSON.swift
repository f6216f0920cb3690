import Cryptography
package import Primitives

extension ReleaseDescription {
    /// Throws target.malformed for what is missing, of another type, or says another thing than the target's path (H64).
    package init(_ custom: JSONValue?, of path: String) throws(Failure) {
        let fields = TargetFields(custom: custom, path: path)
        let digest = try fields.require("tree", custom?["tree"]?["sha256"]?.text.flatMap { Digest(hexadecimal: $0) })
        let tree = Tree(
            digest: digest, files: try fields.require("tree", custom?["tree"]?["files"]?.integer.natural),
            bytes: try fields.require("tree", custom?["tree"]?["bytes"]?.integer.natural))
        self.init(
            product: try fields.require("product", custom?["product"]?.text.word),
            version: try fields.require("version", try fields.version("version")),
            platform: try fields.require("platform", custom?["platform"]?.text.word), kind: try Self.kind(fields),
            released: try fields.require("released", custom?["released"]?.text.flatMap { TargetFields.isDay($0) ? $0 : nil }),
            data: try fields.require("data", custom?["data"]?.text.flatMap { DataChange(rawValue: $0) }), tree: tree,
            sizeInstalled: try fields.require("size_installed", custom?["size_installed"]?.integer.natural))
        minimum = try fields.version("minimum")
        floors = try fields.versions("floors")
        for (name, value) in custom?["hooks"]?.members ?? [:] {
            hooks[try fields.require("hook \(name)", ReleaseHook.Step(rawValue: name))] =
                try fields.require("hook \(name)", ReleaseHook(value))
        }
        if let value = custom?["health"] { health = try fields.require("health", ReleaseHealth(value)) }
        guard self.path == path else { throw fields.wrong("path") }
        try requireWayBack(path)
    }

    /// Nobody could go back from a migration without what was there before (design of installs, data).
    ///
    /// Throws target.malformed.
    package func requireWayBack(_ path: String) throws(Failure) {
        guard data == .untouched || (hooks[.backup] != nil && hooks[.restore] != nil) else {
            throw Failure(.targetMalformed, ["target": path, "reason": "migrates without hooks for backup and restore"])
        }
    }

    package var json: JSONValue {
        var value: [String: JSONValue] = [
            "product": .string(product), "version": .string(version.description), "platform": .string(platform),
            "released": .string(released), "data": .string(data.rawValue), "size_installed": .number(sizeInstalled),
            "floors": .array(floors.map { .string($0.description) }),
            "tree": ["sha256": .string(tree.digest.description), "files": .number(tree.files), "bytes": .number(tree.bytes)],
        ]
        value["hooks"] = .object(Dictionary(hooks.map { ($0.key.rawValue, $0.value.json) }) { first, _ in first })
        if health != .standard { value["health"] = health.json }
        switch kind {
        case .release: value["kind"] = "release"
        case .patch(let from):
            value["kind"] = "patch"
            value["from"] = .string(from.description)
        case .fix(let older):
            value["kind"] = "fix"
            value["for_version"] = .string(older.description)
        }
        if let minimum { value["minimum"] = .string(minimum.description) }
        return .object(value)
    }

    private static func kind(_ fields: TargetFields) throws(Failure) -> Kind {
        switch (fields.custom?["kind"]?.text, try fields.version("from"), try fields.version("for_version")) {
        case ("release", nil, nil): return .release
        case ("patch", let from?, nil): return .patch(from: from)
        case ("fix", nil, let older?): return .fix(for: older)
        default: throw fields.wrong("kind")
        }
    }
}

extension Int64? {
    fileprivate var natural: Int64? { flatMap { $0 >= 0 ? $0 : nil } }
}

extension String? {
    fileprivate var word: String? { flatMap { ReleasePath.isWord($0) ? $0 : nil } }
}
