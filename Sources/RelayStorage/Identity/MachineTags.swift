import AuditStorage
package import Primitives
package import Storage

/// What machines are chosen by beside their names: tags that technicians give, products that machines report.
package struct MachineTags {
    let transaction: Transaction

    /// In alphabetical order.
    package func tags(of machine: MachineID) throws -> [String] {
        try transaction.query("SELECT tag FROM machine_tags WHERE machine = ? ORDER BY tag", [machine])
            .map { try $0.value("tag") }
    }

    /// Adds and removes; a tag that is there or not there already changes nothing.
    ///
    /// Throws `machine.tag` for what is no tag, and beyond `TransferLimits.tags`.
    package func change(_ machine: MachineID, add: [String], remove: [String], at time: Timestamp) throws {
        for tag in add + remove {
            guard Self.isTag(tag) else { throw Failure(.machineTag, ["value": String(tag.prefix(64))]) }
        }
        for tag in remove { try transaction.execute("DELETE FROM machine_tags WHERE machine = ? AND tag = ?", [machine, tag]) }
        for tag in add {
            try transaction.execute(
                "INSERT INTO machine_tags (machine, tag, added) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", [machine, tag, time])
        }
        guard try tags(of: machine).count <= TransferLimits.tags else {
            throw Failure(.machineTag, ["limit": String(TransferLimits.tags)])
        }
    }

    /// Letters, digits and `. - _`, in lower case: what needs no quotes on a command line.
    package static func isTag(_ text: String) -> Bool {
        (1...TransferLimits.tagCharacters).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            }
    }

    /// Name and version of each product that the machine has reported.
    package func products(of machine: MachineID) throws -> [(name: String, version: String)] {
        try transaction.query("SELECT name, version FROM machine_products WHERE machine = ? ORDER BY name", [machine])
            .map { (try $0.value("name"), try $0.value("version")) }
    }

    /// What an install that the machine signed came to; what it reports with its next hello takes the place of it.
    package func note(_ product: String, _ version: String, on machine: MachineID) throws {
        var all = try products(of: machine).filter { $0.name != product }
        all.append((product, version))
        try report(all, on: machine)
    }

    /// Takes the place of what it reported before; of one name the last counts.
    package func report(_ products: [(name: String, version: String)], on machine: MachineID) throws {
        try transaction.execute("DELETE FROM machine_products WHERE machine = ?", [machine])
        for product in products.prefix(TransferLimits.products) {
            try transaction.execute(
                "INSERT INTO machine_products (machine, name, version) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version",
                [machine, product.name, product.version])
        }
    }
}

extension Transaction {
    package var machineTags: MachineTags { MachineTags(transaction: self) }
}
