import Glibc
import Primitives

/// The names in a directory.
enum DirectoryNames {
    /// - Parameters:
    ///   - left: how many names may still be met; counted down.
    ///   - body: called for each name but `.` and `..`, with nil for one that is no UTF-8 and its bytes as far as they can be shown.
    ///
    /// Throws file.too-many, file.broken, file.denied.
    static func each(
        in directory: ConfinedDirectory, left: inout Int, _ body: (_ name: String?, _ shown: String) throws(Failure) -> Void
    ) throws(Failure) {
        let path = directory.path
        // A description of its own: its position is not that of others who list the same directory.
        let own = try SystemFailure.check("openat", path) {
            openat(directory.descriptor.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
        guard let stream = fdopendir(own) else {
            let failure = SystemFailure.current("fdopendir", path)
            close(own)
            throw failure
        }
        defer { closedir(stream) }
        while true {
            errno = 0
            guard let item = readdir(stream) else {
                guard errno == 0 else { throw SystemFailure.current("readdir", path) }
                return
            }
            let bytes = withUnsafeBytes(of: &item.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            let shown = String(decoding: bytes, as: UTF8.self)
            if shown == "." || shown == ".." { continue }
            left -= 1
            guard left >= 0 else {
                throw Failure(.fileTooMany, ["path": path, "limit": String(TreeLimits.maximumNames)])
            }
            try body(String(validating: bytes, as: UTF8.self), shown)
        }
    }

    /// Where a link leads. nil when it is no link any more, or too long.
    static func target(of name: String, in directory: ConfinedDirectory) -> String? {
        var buffer = [UInt8](repeating: 0, count: LinkTarget.longest + 1)
        let count = buffer.withUnsafeMutableBytes { bytes in
            guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return -1 }
            return readlinkat(directory.descriptor.number, name, start, bytes.count)
        }
        guard count > 0, count <= LinkTarget.longest else { return nil }
        return String(validating: buffer.prefix(count), as: UTF8.self)
    }
}
