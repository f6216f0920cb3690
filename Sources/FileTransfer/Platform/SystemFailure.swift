import Glibc
import Primitives

/// Errors of the system, in the words of this target.
enum SystemFailure {
    /// The failure for `errno` as it stands after `call` on `path`.
    static func current(_ call: String, _ path: String) -> Failure {
        of(errno, call, path)
    }

    static func of(_ number: Int32, _ call: String, _ path: String) -> Failure {
        let reason = String(cString: strerror(number))
        let parameters = ["path": path, "call": call, "reason": reason, "errno": "\(number)"]
        switch number {
        case ENOENT, ENOTDIR: return Failure(.fileAbsent, parameters)
        case EEXIST: return Failure(.fileExists, parameters)
        case ENOSPC, EDQUOT, EFBIG: return Failure(.fileNoSpace, parameters)
        case EACCES, EPERM, EROFS, ETXTBSY: return Failure(.fileDenied, parameters)
        case ELOOP, EXDEV: return Failure(.pathOutside, parameters)
        case EISDIR, ENXIO, ENODEV: return Failure(.fileWrongKind, parameters)
        case ENAMETOOLONG: return Failure(.pathMalformed, parameters)
        default: return Failure(.fileBroken, parameters)
        }
    }

    /// Calls until a signal did not interrupt; throws for −1.
    @discardableResult
    static func check<Number: FixedWidthInteger>(_ call: String, _ path: String, _ body: () -> Number) throws(Failure) -> Number {
        while true {
            let result = body()
            if result >= 0 { return result }
            if errno != EINTR { throw current(call, path) }
        }
    }
}
