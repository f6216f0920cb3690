import Foundation

/// What the environment says about how long tests run, and with which seeds.
enum Variables {
    static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }
}
