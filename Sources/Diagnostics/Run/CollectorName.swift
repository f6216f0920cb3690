package import Primitives
import Updates

/// What a collector is called: `disks`, `product:ledger`.
package struct CollectorName: RawRepresentable, Hashable, Codable, Sendable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package static let host = CollectorName(rawValue: "host")
    package static let cpu = CollectorName(rawValue: "cpu")
    package static let memory = CollectorName(rawValue: "memory")
    package static let disks = CollectorName(rawValue: "disks")
    package static let network = CollectorName(rawValue: "network")
    package static let processes = CollectorName(rawValue: "processes")
    package static let services = CollectorName(rawValue: "services")
    package static let logs = CollectorName(rawValue: "logs")
    package static let packages = CollectorName(rawValue: "packages")
    package static let products = CollectorName(rawValue: "products")
    package static let time = CollectorName(rawValue: "time")
    package static let hardware = CollectorName(rawValue: "hardware")

    /// The collectors that need no declaration, in the order in which they are told.
    package static let standard: [CollectorName] = [
        .host, .cpu, .memory, .disks, .network, .processes, .services, .logs, .packages, .products, .time, .hardware,
    ]

    package static func product(_ name: String) -> CollectorName {
        CollectorName(rawValue: "product:" + name)
    }

    /// The product's name; nil for another collector.
    package var product: String? {
        rawValue.hasPrefix("product:") ? String(rawValue.dropFirst("product:".count)) : nil
    }

    package var description: String { rawValue }

    /// Whether every machine has this collector, or a product of such a name could have it.
    package var isPossible: Bool {
        Self.standard.contains(self) || product.map { ReleasePath.isProduct($0) } == true
    }

    /// Throws diagnosis.unknown-collector for the first name that cannot be one.
    package static func check(_ names: [String]) throws(Failure) {
        guard let wrong = names.first(where: { !CollectorName(rawValue: $0).isPossible }) else { return }
        throw CollectorName(rawValue: wrong).unknown
    }

    /// diagnosis.unknown-collector.
    package var unknown: Failure { Failure(.diagnosisUnknownCollector, ["name": FactText.capped(rawValue, 100)]) }
}
