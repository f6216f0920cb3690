import Cryptography
import Documents
import Primitives
import Releases
import Sentences
import Updates

/// `release list --here`: a release directory, without a relay.
package struct ReleaseDirectoryOutput: Report {
    struct Target: Encodable, Sendable {
        let path: String
        let product: String
        let version: String
        let platform: String
        /// release, patch, fix.
        let kind: String
        let forVersion: String?
        let from: String?
        let released: String
        let size: UInt64
        let sha256: String
        /// Not published yet.
        let staged: Bool

        init(_ listed: ReleaseWorkspace.Listed) {
            let description = listed.description
            path = listed.path
            product = description.product
            version = description.version.description
            platform = description.platform
            switch description.kind {
            case .release: (kind, forVersion, from) = ("release", nil, nil)
            case .fix(let older): (kind, forVersion, from) = ("fix", older.description, nil)
            case .patch(let older): (kind, forVersion, from) = ("patch", nil, older.description)
            }
            released = description.released
            size = UInt64(clamping: listed.file.length ?? 0)
            sha256 = listed.file.sha256?.description ?? ""
            staged = listed.isStaged
        }
    }

    let release: ReleaseRolesOutput
    let targets: [Target]
    /// Scripts and declarations of diagnostics.
    let declared: [DeclaredOutput.Target]

    init(_ release: ReleaseRolesOutput, _ listed: [ReleaseWorkspace.Listed], _ declared: [ReleaseWorkspace.Declared]) {
        self.release = release
        self.declared = declared.map(DeclaredOutput.Target.init)
        targets = listed.map(Target.init)
    }

    package func write(to page: inout Page) {
        release.write(to: &page)
        let language = page.language
        var table = Table(
            [.product, .version, .platform, .releaseKind, .releaseSize, .releasedOn, .state].map {
                Table.Column(language.word($0))
            })
        for target in targets {
            let kind = [target.kind, target.from ?? target.forVersion].compactMap { $0 }.joined(separator: " ")
            table.add([
                target.product, target.version, target.platform, kind, language.bytes(target.size), target.released,
                language.word(target.staged ? .stagedState : .publishedState),
            ])
        }
        for target in declared {
            table.add([
                target.name, target.version, "", target.kind, language.bytes(target.size), target.released,
                language.word(target.staged ? .stagedState : .publishedState),
            ])
        }
        page.table(table, ifEmpty: .nothingBuilt)
    }
}
