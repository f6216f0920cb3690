import Foundation

/// A path on this computer, as a person typed it.
enum LocalPath {
    /// Absolute, without `.` and `..`.
    static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }
}
