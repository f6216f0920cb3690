/// One product that the installer may touch.
package struct ProductSettings: Codable, Hashable, Sendable {
    package let product: String
    /// The directory of `versions` and `current`; the installer's user owns it.
    package let root: String
    /// As whom hooks run; never root where the installer is root.
    package let user: UInt32
    package let group: UInt32
    /// Handed to hooks as HAMYAR_DATA.
    package let data: String?
    package let health: HealthSettings

    package init(
        product: String, root: String, user: UInt32, group: UInt32, data: String? = nil, health: HealthSettings = .hook
    ) {
        self.product = product
        self.root = root
        self.user = user
        self.group = group
        self.data = data
        self.health = health
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        product = try container.decode(String.self, forKey: .product)
        root = try container.decode(String.self, forKey: .root)
        user = try container.decode(UInt32.self, forKey: .user)
        group = try container.decode(UInt32.self, forKey: .group)
        data = try container.decodeIfPresent(String.self, forKey: .data)
        health = try container.decodeIfPresent(HealthSettings.self, forKey: .health) ?? .hook
    }

    var problem: String? {
        if !Self.isName(product) { return "a name is 1 to 64 of a to z, digits and hyphens" }
        if !root.hasPrefix("/") || root.hasSuffix("/") || root.split(separator: "/").count < 2 {
            return "root is no absolute path of at least two names"
        }
        if user == 0 || group == 0 { return "hooks do not run as root" }
        return health.problem
    }

    static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 } && !text.hasPrefix("-")
    }
}
