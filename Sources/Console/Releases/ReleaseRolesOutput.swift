import Documents
import Primitives
import Releases

/// `release key new`: nothing of the key that is secret.
package struct ReleaseKeyOutput: Report {
    let file: String
    /// Public, 64 hexadecimal digits.
    let key: String

    package func write(to page: inout Page) {
        page.field(.keyFile, file)
        page.field(.publicKey, key)
    }
}

/// Where the roles of a release directory stand: `release init`, `key add`, `rotate`, `renew`, `sign`.
package struct ReleaseRolesOutput: Report {
    struct Role: Encodable, Sendable {
        let role: String
        let version: Int64
        let expires: OutputTime
        /// Waits for signatures, or to be published.
        let staged: Bool
        let threshold: Int
        let signed: Int
        /// Public keys.
        let keys: [String]

        var isSigned: Bool { signed >= threshold }
    }

    let directory: String
    let roles: [Role]

    init(_ states: [ReleaseWorkspace.RoleState], _ directory: String) {
        self.directory = directory
        roles = states.map {
            Role(
                role: $0.role, version: $0.version, expires: OutputTime($0.expires), staged: $0.isStaged, threshold: $0.threshold,
                signed: $0.signed, keys: $0.keys)
        }
    }

    package func write(to page: inout Page) {
        page.field(.releaseDirectory, directory)
        let language = page.language
        var table = Table(
            [.releaseRole, .version, .validUntil, .signatures, .state].map { Table.Column(language.word($0)) })
        for role in roles {
            let state: Word = role.staged ? (role.isSigned ? .signedState : .unsignedState) : .publishedState
            table.add([
                role.role, String(role.version), page.time(role.expires), "\(role.signed)/\(role.threshold)",
                language.word(state),
            ])
        }
        page.table(table, ifEmpty: .nothingPublished)
        let staged = roles.filter(\.staged)
        guard !staged.isEmpty else { return }
        page.line(language.word(staged.allSatisfy(\.isSigned) ? .nextPublish : .nextSign))
    }
}
