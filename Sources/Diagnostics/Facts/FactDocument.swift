package import Primitives
import Updates

/// All that a diagnosis found: `facts.json` of a bundle, and what `--json` prints.
package struct FactDocument: Codable, Hashable, Sendable {
    /// Whose facts they are.
    package struct Machine: Codable, Hashable, Sendable {
        package let name: String
        package let id: String?
        /// The zone of its clock, as the database of zones names it (`Asia/Tehran`); nil: it cannot be told.
        package let zone: String?

        package init(name: String, id: String? = nil, zone: String? = nil) {
            self.name = name
            self.id = id
            self.zone = zone
        }
    }

    package static let currentSchema = 1

    package let schema: Int
    package let machine: Machine
    /// `2026-11-21T14:00:00Z`.
    package let taken: String
    package let collectors: [CollectorReport]
    package let findings: [Finding]

    package init(machine: Machine, taken: Timestamp, collectors: [CollectorReport], findings: [Finding]) {
        schema = Self.currentSchema
        self.machine = machine
        self.taken = MetadataTime.text(taken)
        self.collectors = collectors
        self.findings = findings
    }

    /// Reads what another program wrote. A newer schema is refused; collectors that are not known are kept as they are.
    ///
    /// Throws diagnosis.document.
    package static func read(_ bytes: [UInt8]) throws(Failure) -> FactDocument {
        let document = try FactJSON.decode(FactDocument.self, bytes)
        guard document.schema == currentSchema else {
            throw Failure(.diagnosisDocument, ["reason": "schema \(document.schema)"])
        }
        guard MetadataTime.parse(document.taken) != nil else {
            throw Failure(.diagnosisDocument, ["reason": ".taken is no time"])
        }
        return document
    }

    package func bytes() throws(Failure) -> [UInt8] {
        try FactJSON.encode(self)
    }

    /// The same facts, where files of the bundle stay on the machine.
    package func leaving(out names: [String]) -> FactDocument {
        FactDocument(
            schema: schema, machine: machine, taken: taken, collectors: collectors.map { $0.leaving(out: names) },
            findings: findings)
    }

    private init(schema: Int, machine: Machine, taken: String, collectors: [CollectorReport], findings: [Finding]) {
        self.schema = schema
        self.machine = machine
        self.taken = taken
        self.collectors = collectors
        self.findings = findings
    }

    package func report(_ name: CollectorName) -> CollectorReport? {
        collectors.first { $0.name == name }
    }
}
