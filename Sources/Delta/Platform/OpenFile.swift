import Glibc

/// A descriptor that is closed when the last reference goes.
final class OpenFile: Sendable {
    let number: Int32

    init(owning number: Int32) {
        self.number = number
    }

    deinit {
        if number >= 0 { close(number) }
    }
}
