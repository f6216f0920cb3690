import DurableFiles
import Foundation
import Glibc
package import Primitives

/// What the machine's owner lets the installer touch: a file that only root may write.
package struct InstallerSettings: Codable, Hashable, Sendable {
    /// Where requests come in.
    package var socket: String
    /// User ids that may send requests; root always may.
    package var clients: [UInt32]
    /// How long the version before stays once a new one is committed.
    package var keepDays: Int
    package var products: [ProductSettings]

    package init(socket: String, clients: [UInt32], keepDays: Int = 7, products: [ProductSettings]) {
        self.socket = socket
        self.clients = clients
        self.keepDays = keepDays
        self.products = products
    }

    private enum CodingKeys: String, CodingKey {
        case socket, clients, products
        case keepDays = "keep_days"
    }

    package var keeping: Duration { .seconds(keepDays * 86_400) }

    /// Throws install.unknown-product.
    package func product(_ name: String) throws(Failure) -> ProductSettings {
        guard let found = products.first(where: { $0.product == name }) else {
            throw Failure(.installUnknownProduct, ["product": name])
        }
        return found
    }

    /// Throws installer.settings.
    package static func read(_ path: String) throws -> InstallerSettings {
        func refused(_ reason: String) -> Failure { Failure(.installerSettings, ["path": path, "reason": reason]) }
        let bytes = try DurableFile(path, failing: .installerSettings).read(limit: InstallerLimits.settings) { status in
            if let reason = OwnPlace.check(file: status) { throw refused(reason) }
        }
        guard let bytes else { throw refused("absent") }
        let settings: InstallerSettings
        do {
            settings = try JSONDecoder().decode(InstallerSettings.self, from: Data(bytes))
        } catch {
            throw refused("\(error)")
        }
        if let reason = settings.problem { throw refused(reason) }
        return settings
    }

    /// What is wrong with the values; nil where nothing is.
    var problem: String? {
        if !socket.hasPrefix("/") { return "socket is not an absolute path" }
        if !(1...3650).contains(keepDays) { return "keep_days is not between 1 and 3650" }
        var names: Set<String> = []
        var roots: Set<String> = []
        for product in products {
            if let problem = product.problem { return "\(product.product): \(problem)" }
            guard names.insert(product.product).inserted else { return "\(product.product) twice" }
            guard roots.insert(product.root).inserted else { return "\(product.root) twice" }
        }
        return nil
    }
}
