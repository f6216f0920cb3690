import Foundation

/// The seeds of what is planted by chance. Another run of them with HAMYAR_SEED, more with HAMYAR_HISTORIES.
enum Seeds {
    private static let environment = ProcessInfo.processInfo.environment
    private static let first = environment["HAMYAR_SEED"].flatMap { UInt64($0) } ?? 1404
    private static let count = environment["HAMYAR_HISTORIES"].flatMap { UInt64($0) }

    /// - Parameter usual: so many, if nobody asked for more.
    static func all(_ usual: UInt64) -> [UInt64] {
        (0..<(count ?? usual)).map { first &+ $0 }
    }
}
