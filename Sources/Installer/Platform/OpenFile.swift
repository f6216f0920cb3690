import Glibc
import Primitives

/// An open file or directory, closed when it goes. No symbolic link is followed at its last name.
struct OpenFile: ~Copyable {
    let number: Int32

    init(_ path: String, _ flags: Int32, mode: mode_t = 0) throws(Failure) {
        number = try SystemCall.check("open", path) { open(path, flags | O_CLOEXEC | O_NOFOLLOW, mode) }
    }

    deinit {
        close(number)
    }
}
