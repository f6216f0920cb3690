import Cryptography
import Primitives

/// Gives a relay from before there were releases its key for timestamp; tells it of one that has it.
package struct ReleaseInitialisation: Sendable {
    package struct Report: Encodable, Sendable {
        /// Public, 64 hexadecimal digits.
        package let timestampKey: String
    }

    let home: RelayHome

    package init(home: RelayHome) {
        self.home = home
    }

    /// Throws `relay.not-initialised`, `key` codes.
    package func perform() throws -> Report {
        try home.require()
        return Report(timestampKey: try RelayKeys.makeTimestamp(in: home).publicKey.description)
    }
}
