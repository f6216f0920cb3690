import Cryptography
import Documents
import Primitives
import Releases
import Sentences
import Updates

/// `release build`.
package struct ReleaseBuildOutput: Report {
    struct Target: Encodable, Sendable {
        let path: String
        let size: UInt64
        let sha256: String
        /// Of a patch: the version that it is for.
        let from: String?

        init(_ built: ReleaseWorkspace.Built) {
            path = built.path
            size = UInt64(clamping: built.file.length ?? 0)
            sha256 = built.file.sha256?.description ?? ""
            if case .patch(let version) = built.description.kind { from = version.description } else { from = nil }
        }
    }

    /// A version whose machines fetch the payload.
    struct Without: Encodable, Sendable {
        let from: String
        /// Bytes of the patch that was made and thrown away; missing where none could be made.
        let size: UInt64?
    }

    let product: String
    let version: String
    let platform: String
    let kind: String
    let released: String
    let files: Int64
    let treeSha256: String
    let payload: Target
    let patches: [Target]
    let withoutPatch: [Without]
    let release: ReleaseRolesOutput

    init(_ build: ReleaseWorkspace.Build, _ release: ReleaseRolesOutput) {
        let description = build.payload.description
        product = description.product
        version = description.version.description
        platform = description.platform
        if case .fix = description.kind { kind = "fix" } else { kind = "release" }
        released = description.released
        files = description.tree.files
        treeSha256 = description.tree.digest.description
        payload = Target(build.payload)
        patches = build.patches.map(Target.init)
        withoutPatch = build.without.map { Without(from: $0.from.description, size: $0.length.map { UInt64(clamping: $0) }) }
        self.release = release
    }

    package func write(to page: inout Page) {
        let language = page.language
        page.field(.product, "\(product) \(version) (\(platform))")
        page.field(.releasedOn, released)
        page.field(.payload, "\(language.bytes(payload.size)), \(language.digits("\(files)")) \(language.word(.filesOfProgress))")
        for patch in patches {
            let share = payload.size == 0 ? 0 : patch.size * 100 / payload.size
            page.field(.patchFrom, "\(patch.from ?? ""): \(language.bytes(patch.size)), \(language.digits("\(share)"))%")
        }
        for version in withoutPatch {
            let size = version.size.map { " (\(language.bytes($0)))" } ?? ""
            page.field(.noPatchFrom, "\(version.from)\(size)", .warning)
        }
        release.write(to: &page)
    }
}
