import FileTransfer
import Foundation
import Glibc
package import Primitives

/// A directory that a person names for what is written, and that nothing is in yet.
package enum NewDirectory {
    /// For its owner alone.
    ///
    /// Throws `file.exists`, `file.no-directory`, `file.denied`, `file.broken`.
    package static func make(_ path: String) throws(Failure) {
        guard mkdir(path, 0o700) != 0 else { return }
        let number = errno
        let parent = (path as NSString).deletingLastPathComponent
        switch number {
        case EEXIST: throw Failure(.fileExists, ["path": path])
        case ENOENT, ENOTDIR: throw Failure(.fileNoDirectory, ["path": parent.isEmpty ? "." : parent])
        case EACCES, EPERM, EROFS: throw Failure(.fileDenied, ["path": path, "reason": String(cString: strerror(number))])
        default: throw Failure(.fileBroken, ["path": path, "reason": String(cString: strerror(number))])
        }
    }
}
