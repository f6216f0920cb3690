import Cryptography
import DurableFiles
import Foundation
package import Primitives
package import Updates

extension ReleaseWorkspace {
    /// A script or a declaration of diagnostics, as its role lists it.
    package struct Declared: Hashable, Sendable {
        package enum Description: Hashable, Sendable {
            case script(ScriptDescription)
            case diagnostics(DiagnosticsDescription)
        }

        package let path: String
        package let description: Description
        package let file: FileDescription
        /// Not published yet.
        package let isStaged: Bool
    }

    /// Adds a script of the vendor's, and stages the role. The same again changes nothing.
    ///
    /// Throws release.absent where the role has no keys yet; release.exists, release.version-withdrawn (this version is or was there with another
    /// content); release.storage; target.malformed for one that is empty or too long.
    package func add(_ content: [UInt8], as script: ScriptDescription, now: Timestamp) throws -> Declared {
        try add(content, .script(script), limit: ScriptLimits.script, now)
    }

    /// Adds a product's declaration of diagnostics, as `add` of scripts does.
    ///
    /// Throws target.malformed also for what is no JSON object.
    package func add(_ content: [UInt8], as diagnostics: DiagnosticsDescription, now: Timestamp) throws -> Declared {
        guard (try? JSONSerialization.jsonObject(with: Data(content))) is [String: Any] else {
            throw Failure(.targetMalformed, ["target": diagnostics.path, "reason": "no JSON object"])
        }
        return try add(content, .diagnostics(diagnostics), limit: ScriptLimits.diagnostics, now)
    }

    /// Scripts and declarations, each in the order of names and versions; none where the role has no keys yet.
    package func declared() throws -> [Declared] {
        guard let role = try targets(ScriptPath.role) else { return [] }
        let published =
            try published(ScriptPath.role).map { try TargetsMetadata($0.signed, role: ScriptPath.role).targets } ?? [:]
        return try role.targets.map { path, target in
            Declared(
                path: path, description: try Self.description(target, path), file: target.file,
                isStaged: published[path] != target)
        }.sorted { ($0.subject, $0.version, $0.path) < ($1.subject, $1.version, $1.path) }
    }

    private func add(
        _ content: [UInt8], _ description: Declared.Description, limit: Int64, _ now: Timestamp
    ) throws -> Declared {
        guard let role = try targets(ScriptPath.role) else { throw Failure(.releaseAbsent, ["name": ScriptPath.role]) }
        guard !content.isEmpty, content.count <= limit else {
            throw Failure(.targetMalformed, ["target": description.path, "reason": "\(content.count) bytes, 1 to \(limit)"])
        }
        let target = TargetsMetadata.Target(file: FileDescription(of: content), custom: description.json)
        let made = Declared(path: description.path, description: description, file: target.file, isStaged: true)
        // 1.0 and 1.0.0 are one version.
        for other in try declared() where other.subject == made.subject && other.version == made.version {
            guard other.path == made.path, role.targets[made.path] == target else {
                throw Failure(.releaseExists, ["name": made.path])
            }
        }
        try requireNew(made.subject, made.version, "", Digest.of(content))
        let place = targets + "/" + Self.servedPath(made.path, made.file)
        try Places.makeDirectory(String(place[..<(place.lastIndex(of: "/") ?? place.startIndex)]))
        try Places.file(place).replace(with: content, mode: 0o644)
        if role.targets[made.path] != target {
            try stage(ScriptPath.role, role.targets.merging([made.path: target]) { _, new in new }, now)
        }
        return made
    }

    static func description(_ target: TargetsMetadata.Target, _ path: String) throws -> Declared.Description {
        path.hasPrefix(ScriptPath.diagnostics + "/")
            ? .diagnostics(try DiagnosticsDescription(target.custom, of: path))
            : .script(try ScriptDescription(target.custom, of: path))
    }
}

extension ReleaseWorkspace.Declared.Description {
    var path: String {
        switch self {
        case .script(let script): script.path
        case .diagnostics(let diagnostics): diagnostics.path
        }
    }

    var json: JSONValue {
        switch self {
        case .script(let script): script.json
        case .diagnostics(let diagnostics): diagnostics.json
        }
    }
}

extension ReleaseWorkspace.Declared {
    /// `scripts/NAME`, `diagnostics/PRODUCT`: what has versions, as people name it.
    package var subject: String {
        switch description {
        case .script(let script): "\(ScriptPath.role)/\(script.name)"
        case .diagnostics(let diagnostics): "\(ScriptPath.diagnostics)/\(diagnostics.product)"
        }
    }

    package var version: ReleaseVersion {
        switch description {
        case .script(let script): script.version
        case .diagnostics(let diagnostics): diagnostics.version
        }
    }

    /// YYYY-MM-DD.
    package var released: String {
        switch description {
        case .script(let script): script.released
        case .diagnostics(let diagnostics): diagnostics.released
        }
    }
}
