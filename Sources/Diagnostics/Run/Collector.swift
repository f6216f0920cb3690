package import Primitives

/// Collects the facts of one kind. Each is a small file with a typed result.
package protocol Collector: Sendable {
    var name: CollectorName { get }
    /// How long it may take.
    var timeout: Duration { get }
    /// Everything that it looks at comes from the context, so that another machine's files and programs can take its place.
    func collect(_ context: CollectionContext) async throws(Failure) -> Collected
}

extension Collector {
    package var timeout: Duration { DiagnosticsLimits.collectorTime }
}

/// The collectors of this program by name.
package enum Collectors {
    package static let standard: [any Collector] = [
        HostCollector(), ProcessorCollector(), MemoryCollector(), DiskCollector(), NetworkCollector(), ProcessCollector(),
        ServiceCollector(), LogCollector(), PackageCollector(), ProductVersionCollector(), TimeCollector(), HardwareCollector(),
    ]

    /// - Parameter declarations: what vendors declare, each a collector `product:NAME`.
    ///
    /// Throws diagnosis.unknown-collector.
    package static func named(_ name: CollectorName, declarations: [Declaration] = []) throws(Failure) -> any Collector {
        if let collector = standard.first(where: { $0.name == name }) { return collector }
        if let declaration = declarations.first(where: { CollectorName.product($0.product) == name }) {
            return ProductCollector(declaration)
        }
        throw name.unknown
    }
}
