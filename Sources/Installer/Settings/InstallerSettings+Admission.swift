import Glibc

/// Who may ask what: the kernel says who asks (SO_PEERCRED), the settings say what they may.
extension InstallerSettings {
    /// Whether anything of this user is taken at all.
    func knows(_ user: UInt32) -> Bool {
        isOwn(user) || clients.contains(user) || products.contains { $0.user == user }
    }

    /// Only a product itself says that it is there; everything else is for clients.
    func allows(_ request: InstallerRequest, of user: UInt32) -> Bool {
        if isOwn(user) { return true }
        guard case .report(let name, _) = request else { return clients.contains(user) }
        return products.contains { $0.product == name && $0.user == user }
    }

    private func isOwn(_ user: UInt32) -> Bool { user == 0 || user == geteuid() }
}
