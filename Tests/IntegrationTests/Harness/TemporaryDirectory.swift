import Foundation

/// A directory of one test; it goes with its last reference. HAMYAR_KEEP=1 keeps it for a look.
final class TemporaryDirectory: Sendable {
    let path: String

    init(_ name: String) throws {
        path = NSTemporaryDirectory().trimmingSuffix("/") + "/hamyar-\(name)-\(UUID().uuidString.prefix(8).lowercased())"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    func callAsFunction(_ name: String) -> String { path + "/" + name }

    deinit {
        if ProcessInfo.processInfo.environment["HAMYAR_KEEP"] == nil { try? FileManager.default.removeItem(atPath: path) }
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
