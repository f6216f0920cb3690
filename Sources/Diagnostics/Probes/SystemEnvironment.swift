import Foundation

enum SystemEnvironment {
    static func all() -> [String: String] {
        ProcessInfo.processInfo.environment
    }
}
