package import Cryptography
import DurableFiles
package import Primitives

/// The key that each machine signed with when it was first seen, and the machine that each number (M-7) stood for. A change is
/// said loudly and believed by nobody (design of trust, "Enrolment").
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
        if let pin = try differs(machine.description, key.description) {
            throw Failure(
                .machineKeyChanged,
                ["machine": machine.description, "held": pin.held, "found": key.description, "path": pin.path])
        }
    }

    /// Pins what a number stands for, or compares it: numbers are never given twice, so another machine under a known number is
    /// the relay's doing. Names are not pinned; they may change.
    ///
    /// - Throws: `machine.number-changed`.
    package func check(_ text: String, is machine: MachineID) throws {
        let digits = text.uppercased().hasPrefix("M-") ? String(text.dropFirst(2)) : text
        guard let number = Int(digits) else { return }
        if let pin = try differs("M-\(number)", machine.description) {
            throw Failure(
                .machineNumberChanged,
                ["number": "M-\(number)", "held": pin.held, "found": machine.description, "path": pin.path])
        }
    }

    /// Writes the first value of a name; nil where it is still the same.
    private func differs(_ name: String, _ value: String) throws -> (held: String, path: String)? {
        let path = home.pinsPath + "/" + name
        if try DurableFile(path).create(with: Array((value + "\n").utf8)) { return nil }
        let held = try DurableFile(path).read().map { String(decoding: $0, as: UTF8.self).filter { !$0.isWhitespace } } ?? ""
        return held == value ? nil : (held, path)
    }
}
