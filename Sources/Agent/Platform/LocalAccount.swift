import Glibc
import Primitives

/// A user of this machine, as its account database has it.
package struct LocalAccount: Sendable, Hashable {
    package let uid: UInt32
    package let primaryGroup: UInt32
    package let name: String
    package let home: String

    package init(uid: UInt32, primaryGroup: UInt32, name: String, home: String) {
        self.uid = uid
        self.primaryGroup = primaryGroup
        self.name = name
        self.home = home
    }

    /// Bytes for one account's text; glibc suggests 1 KiB, directories with long fields need more.
    private static let bufferSize = 64 * 1024

    static func of(uid: UInt32) -> LocalAccount? {
        find { getpwuid_r(uid_t(uid), $0, $1, bufferSize, $2) }
    }

    static func of(name: String) -> LocalAccount? {
        find { getpwnam_r(name, $0, $1, bufferSize, $2) }
    }

    /// A login name or a number. Throws `agent.user-unknown`.
    package static func parse(_ text: String) throws -> LocalAccount {
        if let account = of(name: text) { return account }
        guard let uid = UInt32(text) else { throw Failure(.agentUserUnknown, ["user": text]) }
        return of(uid: uid) ?? LocalAccount(uid: uid, primaryGroup: uid, name: text, home: "")
    }

    /// A uid without an account, as in containers, is known by its number.
    static func known(uid: UInt32, group: UInt32) -> LocalAccount {
        of(uid: uid) ?? LocalAccount(uid: uid, primaryGroup: group, name: "uid \(uid)", home: "")
    }

    private static func find(
        _ ask: (UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>)
            -> Int32
    ) -> LocalAccount? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: bufferSize) { buffer in
            var entry = passwd()
            var found: UnsafeMutablePointer<passwd>?
            guard let text = buffer.baseAddress, ask(&entry, text, &found) == 0, found != nil, let name = entry.pw_name else {
                return nil
            }
            return LocalAccount(
                uid: entry.pw_uid, primaryGroup: entry.pw_gid, name: String(cString: name),
                home: entry.pw_dir.map { String(cString: $0) } ?? "")
        }
    }
}
