import DurableFiles
import Entitlement
import FileTransfer
import Primitives
import Releases
import Updates

/// Scripts of the vendor's, and what products declare of their diagnostics.
extension ReleasePlace {
    /// What is said of a script on the command line.
    package struct ScriptOrder: Sendable {
        package var name: String
        package var version: String
        /// As `ScriptParameterText` reads them.
        package var parameters: [String]
        /// Seconds.
        package var timeout: Int64
        /// Bytes.
        package var output: Int64
        /// YYYY-MM-DD; nil: today.
        package var released: String?

        package init(
            name: String, version: String, parameters: [String], timeout: Int64, output: Int64, released: String?
        ) {
            self.name = name
            self.version = version
            self.parameters = parameters
            self.timeout = timeout
            self.output = output
            self.released = released
        }
    }

    /// Adds a script and stages the role.
    ///
    /// Throws `console.argument`, `file.absent`, the codes of `release` and `target`.
    package func addScript(_ path: String, _ order: ScriptOrder) throws -> DeclaredOutput {
        guard ReleasePath.isWord(order.name) else { throw Failure.typed(order.name, "--name", forms: "a-z, 0-9, - and _") }
        let version = try Self.version(order.version, option: "--version")
        let script = try ScriptDescription(
            name: order.name, version: version,
            released: day(order.released, knownAt: ScriptPath.script(order.name, version)),
            parameters: order.parameters.map { try ScriptParameterText.parse($0) }, timeout: order.timeout, output: order.output)
        let added = try workspace.add(Self.content(path, limit: ScriptLimits.script), as: script, now: now)
        return DeclaredOutput(added, try report())
    }

    /// Adds a product's declaration of diagnostics and stages the role.
    ///
    /// Throws as `addScript` does.
    package func addDiagnostics(
        _ path: String, product: String, version: String, released: String?
    ) throws -> DeclaredOutput {
        guard ReleasePath.isProduct(product) else { throw Failure.typed(product, "--product", forms: Self.productForms) }
        let version = try Self.version(version, option: "--version")
        let diagnostics = try DiagnosticsDescription(
            product: product, version: version, released: day(released, knownAt: ScriptPath.diagnostics(product, version)))
        let added = try workspace.add(Self.content(path, limit: ScriptLimits.diagnostics), as: diagnostics, now: now)
        return DeclaredOutput(added, try report())
    }

    /// The day of a version that is there already stays, so that the same command changes nothing.
    private func day(_ said: String?, knownAt path: String) throws -> String {
        if let said {
            guard MetadataTime.parse(said + "T00:00:00Z") != nil else {
                throw Failure.typed(said, "--released", forms: "YYYY-MM-DD")
            }
            return said
        }
        if let known = try workspace.targets(ScriptPath.role)?.targets[path]?.custom?["released"]?.text { return known }
        return try CivilZone.tehran().date(of: now).gregorianText
    }

    private static func content(_ path: String, limit: Int64) throws -> [UInt8] {
        let file = LocalPath.absolute(path)
        do {
            guard let bytes = try DurableFile(file, failing: .releaseStorage).read(limit: Int(limit)) else {
                throw Failure(.fileAbsent, ["path": file])
            }
            return bytes
        } catch let failure as Failure where failure.code == .releaseStorage {
            throw Failure.typed(path, "FILE", forms: "a plain file of at most \(limit) bytes")
        }
    }
}
