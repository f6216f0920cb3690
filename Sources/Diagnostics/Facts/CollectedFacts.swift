package import Updates

/// The facts of one collector, by its kind.
package enum CollectedFacts: Hashable, Sendable {
    case host(HostFacts)
    case cpu(ProcessorFacts)
    case memory(MemoryFacts)
    case disks(DiskFacts)
    case network(NetworkFacts)
    case processes(ProcessFacts)
    case services(ServiceFacts)
    case logs(LogFacts)
    case packages(PackageFacts)
    case products(ProductVersionFacts)
    case time(TimeFacts)
    case hardware(HardwareFacts)
    case product(ProductFacts)
    /// Of a collector that only a newer version knows.
    case other(JSONValue)
}

extension CollectedFacts: Encodable {
    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .host(let facts): try facts.encode(to: encoder)
        case .cpu(let facts): try facts.encode(to: encoder)
        case .memory(let facts): try facts.encode(to: encoder)
        case .disks(let facts): try facts.encode(to: encoder)
        case .network(let facts): try facts.encode(to: encoder)
        case .processes(let facts): try facts.encode(to: encoder)
        case .services(let facts): try facts.encode(to: encoder)
        case .logs(let facts): try facts.encode(to: encoder)
        case .packages(let facts): try facts.encode(to: encoder)
        case .products(let facts): try facts.encode(to: encoder)
        case .time(let facts): try facts.encode(to: encoder)
        case .hardware(let facts): try facts.encode(to: encoder)
        case .product(let facts): try facts.encode(to: encoder)
        case .other(let value): try value.encode(to: encoder)
        }
    }

    /// The facts of the collector of that name, as `encode` wrote them.
    init(of name: CollectorName, from decoder: any Decoder) throws {
        switch name {
        case .host: self = .host(try HostFacts(from: decoder))
        case .cpu: self = .cpu(try ProcessorFacts(from: decoder))
        case .memory: self = .memory(try MemoryFacts(from: decoder))
        case .disks: self = .disks(try DiskFacts(from: decoder))
        case .network: self = .network(try NetworkFacts(from: decoder))
        case .processes: self = .processes(try ProcessFacts(from: decoder))
        case .services: self = .services(try ServiceFacts(from: decoder))
        case .logs: self = .logs(try LogFacts(from: decoder))
        case .packages: self = .packages(try PackageFacts(from: decoder))
        case .products: self = .products(try ProductVersionFacts(from: decoder))
        case .time: self = .time(try TimeFacts(from: decoder))
        case .hardware: self = .hardware(try HardwareFacts(from: decoder))
        case _ where name.product != nil: self = .product(try ProductFacts(from: decoder))
        default: self = .other(try JSONValue(from: decoder))
        }
    }
}
