import FileTransfer
import Foundation
import Glibc
import Primitives

/// Where a diagnosis' bundle goes on this computer.
enum BundleTarget {
    /// Whether a file can be made there at all, before anybody is asked for anything.
    ///
    /// - Parameter output: the new file, or a directory for it; nil: here.
    /// - Throws: `file.no-directory`, `file.denied`.
    static func check(_ output: String?) throws(Failure) {
        let path = LocalPath.absolute(output ?? ".")
        let directory = isDirectory(output ?? ".") ? path : (path as NSString).deletingLastPathComponent
        var isThere: ObjCBool = false
        guard FileManager.default.fileExists(atPath: directory, isDirectory: &isThere), isThere.boolValue else {
            throw Failure(.fileNoDirectory, ["path": directory])
        }
        guard access(directory, W_OK | X_OK) == 0 else {
            throw Failure(.fileDenied, ["path": directory, "reason": String(cString: strerror(errno))])
        }
    }

    /// Absolute; a name that is free, where nobody gave one.
    ///
    /// - Parameter isUnderWay: whether a bundle was asked for under this name already, and may have been approved: what appeared there
    ///   meanwhile stays, and the bundle is kept beside it.
    /// - Throws: `file.exists`.
    static func choose(
        _ output: String?, machine: String, session: String, isUnderWay: (String) throws -> Bool
    ) throws -> String {
        let path = output ?? "."
        guard isDirectory(path) else {
            let target = LocalPath.absolute(path)
            guard try !FileManager.default.fileExists(atPath: target) || isUnderWay(target) else {
                throw Failure(.fileExists, ["path": target])
            }
            return target
        }
        let name = "diagnosis-" + machine.map { $0.isLetter || $0.isNumber || $0 == "-" ? $0 : "-" } + "-" + session
        for number in 1...1000 {
            let candidate = LocalPath.absolute(path + "/" + name + (number == 1 ? "" : "-\(number)") + ".tar.gz")
            if try !FileManager.default.fileExists(atPath: candidate) || isUnderWay(candidate) { return candidate }
        }
        throw Failure(.fileExists, ["path": LocalPath.absolute(path + "/" + name)])
    }

    private static func isDirectory(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return path.hasSuffix("/")
            || (FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue)
    }
}
