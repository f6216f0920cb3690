import Cryptography
import Documents
import Primitives
import Releases
import Sentences
import Updates

/// `release script add`, `release diagnostics add`.
package struct DeclaredOutput: Report {
    /// A script or a declaration, as release directories list it.
    struct Target: Encodable, Sendable {
        let path: String
        /// script, diagnostics.
        let kind: String
        /// Of the script, or of the product whose diagnostics are declared.
        let name: String
        let version: String
        let released: String
        let size: UInt64
        let sha256: String
        /// Not published yet.
        let staged: Bool
        /// Of a script.
        let parameters: [Parameter]?
        /// Seconds; of a script.
        let timeout: Int64?
        /// Bytes; of a script.
        let output: Int64?

        init(_ declared: ReleaseWorkspace.Declared) {
            path = declared.path
            version = declared.version.description
            released = declared.released
            size = UInt64(clamping: declared.file.length ?? 0)
            sha256 = declared.file.sha256?.description ?? ""
            staged = declared.isStaged
            switch declared.description {
            case .script(let script):
                (kind, name, timeout, output) = ("script", script.name, script.timeout, script.output)
                parameters = script.parameters.map(Parameter.init)
            case .diagnostics(let diagnostics):
                (kind, name, timeout, output, parameters) = ("diagnostics", diagnostics.product, nil, nil, nil)
            }
        }
    }

    struct Parameter: Encodable, Sendable {
        let name: String
        let type: String
        let required: Bool
        /// What may be given, for people.
        let limits: String

        init(_ parameter: ScriptParameter) {
            name = parameter.name
            type = parameter.type
            required = parameter.isRequired
            limits = parameter.limits
        }
    }

    let target: Target
    let release: ReleaseRolesOutput

    init(_ declared: ReleaseWorkspace.Declared, _ release: ReleaseRolesOutput) {
        target = Target(declared)
        self.release = release
    }

    package func write(to page: inout Page) {
        let language = page.language
        page.field(target.kind == "script" ? .script : .declaredDiagnostics, "\(target.name) \(target.version)")
        page.field(.releasedOn, target.released)
        for parameter in target.parameters ?? [] {
            page.field(
                .scriptParameter, "\(parameter.name)\(parameter.required ? "" : "?"): \(parameter.type), \(parameter.limits)")
        }
        page.field(.releaseSize, language.bytes(target.size))
        release.write(to: &page)
    }
}
