import Foundation
import Updates

/// Under which version the installer has a program: it lies in `ROOT/versions/VERSION`, and the kernel says from where a process was
/// started. So a build is what its signed release calls it, and no file in it can say something else.
package enum InstalledVersion {
    /// nil where the program was not put there by the installer.
    ///
    /// - Parameter path: of the executable, without links: as /proc/self/exe says it, also after it was removed.
    package static func of(executable path: String) -> String? {
        let names = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let place = names.dropLast().lastIndex(of: "versions"), place + 1 < names.count - 1 else { return nil }
        return ReleaseVersion(String(names[place + 1]))?.description
    }

    /// Of this process.
    package static func own() -> String? {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")).flatMap { of(executable: $0) }
    }
}
