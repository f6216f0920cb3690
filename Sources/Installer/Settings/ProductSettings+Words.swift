import Glibc
package import Primitives

extension ProductSettings {
    /// `NAME=ROOT,user=USER[,group=GROUP][,data=DIR][,health=hook|report|file:PATH|http:SOCKET:RESOURCE]`, as a person types it.
    ///
    /// - Throws: installer.settings for other words, a user that this machine does not know, values that settings may not have.
    package init(words: String) throws(Failure) {
        func wrong(_ reason: String) -> Failure { Failure(.installerSettings, ["path": words, "reason": reason]) }
        var values: [String: String] = [:]
        for (index, word) in words.split(separator: ",", omittingEmptySubsequences: false).enumerated() {
            let pair = word.split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2 else { throw wrong("\(word)") }
            if index == 0 { values["product"] = pair[0] }
            let key = index == 0 ? "root" : pair[0]
            guard index == 0 || ["user", "group", "data", "health"].contains(key), values[key] == nil else { throw wrong(key) }
            values[key] = pair[1]
        }
        guard let name = values["user"], let user = LocalUser.find(name) else { throw wrong("user \(values["user"] ?? "")") }
        var group = user.group
        if let name = values["group"] {
            guard let found = LocalUser.group(name) else { throw wrong("group \(name)") }
            group = found
        }
        guard let health = HealthSettings(words: values["health"] ?? "hook") else { throw wrong("health") }
        self.init(
            product: values["product"] ?? "", root: values["root"] ?? "", user: user.user, group: group, data: values["data"],
            health: health)
        if let problem { throw wrong(problem) }
    }
}

extension HealthSettings {
    init?(words: String) {
        let parts = words.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        switch (parts[0], parts.count) {
        case ("hook", 1): self.init(kind: .hook)
        case ("report", 1): self.init(kind: .report)
        case ("file", 2): self.init(kind: .file, path: parts[1])
        case ("http", 2): self.init(kind: .http, path: parts[1])
        case ("http", 3): self.init(kind: .http, path: parts[1], resource: parts[2])
        default: return nil
        }
    }
}

/// Users and groups of this machine, by name or number.
package enum LocalUser {
    /// nil for a name that this machine does not know.
    package static func find(_ name: String) -> (user: UInt32, group: UInt32)? {
        if let number = UInt32(name) { return (number, getpwuid(number)?.pointee.pw_gid ?? number) }
        guard let entry = getpwnam(name) else { return nil }
        return (entry.pointee.pw_uid, entry.pointee.pw_gid)
    }

    static func group(_ name: String) -> UInt32? {
        UInt32(name) ?? getgrnam(name)?.pointee.gr_gid
    }
}
