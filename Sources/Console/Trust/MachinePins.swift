package import Cryptography
package import Primitives

/// The key that each machine signed with when it was first seen. A change is said loudly and believed by nobody
/// (design of trust, "Enrolment").
package struct MachinePins: Sendable {
    private let home: ConsoleHome

    package init(_ home: ConsoleHome) {
        self.home = home
    }

    /// Pins the key of a verified signature, or compares it with the pinned one.
    ///
    /// - Throws: `machine.key-changed`.
    package func check(_ machine: MachineID, key: KeyID) throws {
        // An id is letters, digits and one underscore: it cannot be a path.
        let path = home.pinsPath + "/" + machine.description
        if try DurableFile.create(path, with: Array((key.description + "\n").utf8)) { return }
        let held = try DurableFile.read(path).map { String(decoding: $0, as: UTF8.self).filter { !$0.isWhitespace } } ?? ""
        guard held == key.description else {
            throw Failure(
                .machineKeyChanged,
                ["machine": machine.description, "held": held, "found": key.description, "path": path])
        }
    }
}
