import Glibc
import Primitives

/// The names in an open directory, without `.` and `..`, as bytes.
enum DirectoryNames {
    static func list(_ directory: Int32, _ path: String) throws(Failure) -> [[UInt8]] {
        // A description of its own: its position is not the caller's.
        let own = try OpenedFile.check("openat", path) { openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard let stream = fdopendir(own) else {
            close(own)
            throw Failure(.payloadFile, ["path": path, "call": "fdopendir", "reason": "no memory"])
        }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        while true {
            errno = 0
            guard let item = readdir(stream) else {
                let number = errno
                guard number == 0 else {
                    throw Failure(
                        .payloadFile,
                        ["path": path, "call": "readdir", "reason": String(cString: strerror(number)), "errno": String(number)])
                }
                return names
            }
            let name = withUnsafeBytes(of: &item.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { continue }
            guard names.count < PayloadLimits.maximumEntries else {
                throw Failure(.payloadTooLarge, ["what": "entries", "limit": String(PayloadLimits.maximumEntries)])
            }
            names.append(name)
        }
    }
}
