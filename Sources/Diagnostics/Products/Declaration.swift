package import Primitives
package import Updates

/// What a vendor declares about its product (a signed target, H33): what is collected, within which bounds, which logs may be read, what is
/// taken out of them, and which findings follow.
package struct Declaration: Hashable, Sendable {
    package let product: String
    package let probes: [DeclaredProbe]
    /// Their names begin with the product's.
    package let logs: [LogSource]
    /// Rules for what is taken out of texts, as they were declared.
    package let redactions: [JSONValue]
    package let rules: [VendorRule]

    /// Reads strictly: every key is known, every value of its type and within its limit.
    ///
    /// Throws declaration.malformed (path, reason), declaration.too-large.
    package static func read(_ bytes: [UInt8]) throws(Failure) -> Declaration {
        guard bytes.count <= DiagnosticsLimits.declaration else {
            throw Failure(.declarationTooLarge, ["path": "$", "limit": "\(DiagnosticsLimits.declaration)"])
        }
        let value: JSONValue
        do { value = try JSONReader.read(bytes) } catch {
            let words = "is no sound JSON (\(error.parameters["reason"] ?? "") at byte \(error.parameters["offset"] ?? ""))"
            throw Failure(.declarationMalformed, ["path": "$", "reason": words])
        }
        return try Declaration(DeclaredValue(value, "$"))
    }

    private init(_ top: DeclaredValue) throws(Failure) {
        try top.allow(["schema", "product", "collectors", "logs", "redactions", "findings"])
        let schema = try top.require("schema")
        guard try schema.integer(1...Int64.max) == 1 else { throw schema.wrong("is not known here; this is schema 1") }
        let product = try top.require("product").name()
        self.product = product
        probes = try top.list("collectors") { value throws(Failure) in try DeclaredProbe(value) }
        logs = try top.list("logs") { value throws(Failure) in try LogSource(declared: value, of: product) }
        redactions = try top.list("redactions") { value throws(Failure) in try value.object() }
        rules = try top.list("findings") { value throws(Failure) in try VendorRule(value, of: product) }
        try Self.checkTwice(probes.map(\.name), "collectors", top)
        try Self.checkTwice(logs.map(\.name), "logs", top)
        try Self.checkTwice(rules.map(\.rule), "findings", top)
    }

    private static func checkTwice(_ names: [String], _ list: String, _ top: DeclaredValue) throws(Failure) {
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted {
            throw Failure(.declarationMalformed, ["path": "$.\(list)", "reason": "has \(name) twice"])
        }
    }
}

extension LogSource {
    /// `{"name": "server", "files": ["/var/log/ledger/*.log"]}` or `{"name": "unit", "units": ["ledger.service"], "priority": 6}`.
    fileprivate init(declared value: DeclaredValue, of product: String) throws(Failure) {
        try value.allow(["name", "files", "units", "priority"])
        let files = try value.list("files") { pattern throws(Failure) in try pattern.pattern() }
        let units = try value.list("units") { unit throws(Failure) in
            let text = try unit.text(256)
            guard !text.isEmpty, !text.hasPrefix("-") else { throw unit.wrong("is no unit") }
            return text
        }
        guard files.isEmpty != units.isEmpty else { throw value.wrong("has either files or units") }
        let priority = try value.find("priority").map { value throws(Failure) in Int(try value.integer(0...7)) }
        self.init(
            name: product + "-" + (try value.require("name").name()), files: files, units: units.isEmpty ? nil : units,
            priority: priority)
    }
}
