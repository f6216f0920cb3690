/// The facts by their type, where they were collected.
extension [CollectorReport] {
    package func facts(_ name: CollectorName) -> CollectedFacts? {
        first { $0.name == name }?.facts
    }

    package var host: HostFacts? { if case .host(let facts) = facts(.host) { facts } else { nil } }
    package var cpu: ProcessorFacts? { if case .cpu(let facts) = facts(.cpu) { facts } else { nil } }
    package var memory: MemoryFacts? { if case .memory(let facts) = facts(.memory) { facts } else { nil } }
    package var disks: DiskFacts? { if case .disks(let facts) = facts(.disks) { facts } else { nil } }
    package var network: NetworkFacts? { if case .network(let facts) = facts(.network) { facts } else { nil } }
    package var processes: ProcessFacts? { if case .processes(let facts) = facts(.processes) { facts } else { nil } }
    package var services: ServiceFacts? { if case .services(let facts) = facts(.services) { facts } else { nil } }
    package var logs: LogFacts? { if case .logs(let facts) = facts(.logs) { facts } else { nil } }
    package var packages: PackageFacts? { if case .packages(let facts) = facts(.packages) { facts } else { nil } }
    package var products: ProductVersionFacts? { if case .products(let facts) = facts(.products) { facts } else { nil } }
    package var time: TimeFacts? { if case .time(let facts) = facts(.time) { facts } else { nil } }
    package var hardware: HardwareFacts? { if case .hardware(let facts) = facts(.hardware) { facts } else { nil } }
}
