import Glibc

/// Texts as execve(2) takes them.
enum CStrings {
    typealias Pointers = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

    static func with<Result>(_ texts: [String], _ body: (Pointers?) -> Result) -> Result {
        var pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return pointers.withUnsafeMutableBufferPointer { body($0.baseAddress) }
    }
}
