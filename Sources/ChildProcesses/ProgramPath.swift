import Foundation
import Glibc

/// Where a program is, as a shell would look for it.
package enum ProgramPath {
    /// - Parameters:
    ///   - name: absolute, relative to this process's directory (with a slash in it), or one to look up.
    ///   - places: directories, in their order.
    /// - Returns: an absolute path; nil where no such program may be run.
    package static func find(_ name: String, in places: [String]) -> String? {
        guard !name.isEmpty else { return nil }
        guard name.contains("/") else { return places.lazy.map { $0 + "/" + name }.first { access($0, X_OK) == 0 } }
        let path = name.hasPrefix("/") ? name : FileManager.default.currentDirectoryPath + "/" + name
        return access(path, X_OK) == 0 ? path : nil
    }
}
