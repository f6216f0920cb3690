import Primitives

extension UpdateClient {
    /// The newest version of each script.
    ///
    /// What this program does not understand is left out: a newer one may.
    package mutating func scripts() async throws -> [SignedTarget<ScriptDescription>] {
        let all = try await found(beneath: ScriptPath.role + "/") { try ScriptDescription($0, of: $1) }
        return Dictionary(grouping: all, by: \.description.name).values.compactMap { versions in
            versions.max { $0.description.version < $1.description.version }
        }.sorted { $0.description.name < $1.description.name }
    }

    /// The script of this name.
    ///
    /// - Parameter version: nil: the newest one.
    /// - Throws: script.unknown; target.malformed where it is there and describes itself wrongly (H64).
    package mutating func script(
        _ name: String, version: ReleaseVersion? = nil
    ) async throws -> SignedTarget<ScriptDescription> {
        let path = try await newest(beneath: ScriptPath.role, name, version)
        guard let path else { throw Failure(.scriptUnknown, ["name": name, "version": version?.description ?? ""]) }
        let found = try await target(path)
        return SignedTarget(path: path, description: try ScriptDescription(found.custom, of: path), file: found.file)
    }

    /// A product's declaration of diagnostics; nil where the vendor made none.
    ///
    /// - Parameter version: nil: the newest one.
    /// - Throws: target.malformed where it is there and describes itself wrongly (H64).
    package mutating func diagnostics(
        of product: String, version: ReleaseVersion? = nil
    ) async throws -> SignedTarget<DiagnosticsDescription>? {
        guard let path = try await newest(beneath: ScriptPath.diagnostics, product, version) else { return nil }
        let found = try await target(path)
        return SignedTarget(path: path, description: try DiagnosticsDescription(found.custom, of: path), file: found.file)
    }

    /// By the path alone, so that one wrong description does not hide others.
    private mutating func newest(
        beneath directory: String, _ name: String, _ wanted: ReleaseVersion?
    ) async throws -> String? {
        guard ReleasePath.isWord(name) else { return nil }
        let prefix = "\(directory)/\(name)/"
        let versions = try await paths(prefix, like: "\(prefix)0/any").compactMap { path in
            path.dropFirst(prefix.count).split(separator: "/").first.flatMap { ReleaseVersion(String($0)) }.map { (path, $0) }
        }
        return versions.filter { wanted == nil || $0.1 == wanted }.max { $0.1 < $1.1 }?.0
    }

    private mutating func found<Description>(
        beneath prefix: String, _ read: (JSONValue?, String) throws -> Description
    ) async throws -> [SignedTarget<Description>] {
        var all: [SignedTarget<Description>] = []
        for path in try await paths(prefix, like: prefix + "any/0/any") {
            let found = try await target(path)
            guard let description = try? read(found.custom, path) else { continue }
            all.append(SignedTarget(path: path, description: description, file: found.file))
        }
        return all
    }
}
