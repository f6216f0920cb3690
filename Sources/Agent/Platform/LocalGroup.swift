import Glibc

/// Groups of this machine.
enum LocalGroup {
    /// Bytes for one group's members.
    private static let bufferSize = 256 * 1024
    /// Groups of one user that are looked at; Linux itself allows 65,536.
    private static let membershipLimit = 65_536

    /// The group's number; nil where there is no such group.
    static func id(of name: String) -> UInt32? {
        let buffer = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bufferSize)
        defer { buffer.deallocate() }
        var entry = group()
        var found: UnsafeMutablePointer<group>?
        guard getgrnam_r(name, &entry, buffer.baseAddress, buffer.count, &found) == 0, found != nil else { return nil }
        return entry.gr_gid
    }

    /// All groups of a user, from the account database: a process's own list could be older than a removal.
    static func memberships(of account: LocalAccount) -> Set<UInt32> {
        var groups = [gid_t](repeating: 0, count: 64)
        while true {
            var count = Int32(groups.count)
            if getgrouplist(account.name, gid_t(account.primaryGroup), &groups, &count) >= 0 {
                return Set(groups.prefix(Int(count)))
            }
            guard groups.count < membershipLimit else { return Set(groups) }
            groups = [gid_t](repeating: 0, count: min(membershipLimit, groups.count * 4))
        }
    }
}
