import Cryptography
import Primitives

/// A random word in the environment of a program and of all that inherit it: they are found by it when they left their session.
package struct ProgramMark: Hashable, Sendable {
    package static let name = "HAMYAR_RUN"

    let value = Hexadecimal.encode(RandomBytes.make(16))

    var variable: String { Self.name + "=" + value }
}
