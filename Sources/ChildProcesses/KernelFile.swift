import Foundation

/// A file that the kernel makes up when it is read.
enum KernelFile {
    /// Empty where it cannot be read. Read to its end: String(contentsOfFile:) leaves off after the first page of such a file.
    static func text(_ path: String) -> String {
        guard let file = FileHandle(forReadingAtPath: path), let bytes = try? file.readToEnd() else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }
}
