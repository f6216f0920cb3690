import Foundation

/// The zone of a machine's clock, by its own settings.
package enum MachineZone {
    /// `Asia/Tehran`; nil: it cannot be told.
    package static func name(_ root: FactRoot) -> String? {
        if let link = root.link("/etc/localtime"), let mark = link.range(of: "/zoneinfo/") {
            return FactText.capped(link[mark.upperBound...], 64)
        }
        return root.word("/etc/timezone") ?? root.word("/etc/TZ")
    }
}
