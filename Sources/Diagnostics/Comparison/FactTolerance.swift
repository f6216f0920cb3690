/// Which figures move by themselves, and how far before it means something.
enum FactTolerance {
    /// Different at every reading: counters since boot, moments, and what takes its own time.
    private static let moving: Set<String> = [
        "uptime_seconds", "now_millis", "millis", "received_bytes", "sent_bytes", "received_packets", "sent_packets",
        "sent_segments",
        "swapped_in_pages", "swapped_out_pages", "current_megahertz", "top_by_processor", "top_by_memory", "blocked_processes",
        "estimated_error_micros", "chrony_offset_micros", "answer_millis", "age_seconds", "last_millis", "first_millis",
        "hardware_behind_millis", "usage", "pressure", "free_bytes", "cached_bytes", "dirty_bytes", "file_bytes", "running",
        "logs",
        "retransmitted_segments", "tracked_connections", "relay_uncertainty_millis", "committed_bytes", "shared_bytes",
    ]

    /// How much a figure may move: of its own size in percent, and at least so much.
    private static let allowed: [(suffix: String, percent: Int64, least: Int64)] = [
        ("_percent", 0, 2), ("_bytes", 10, 16 << 20), ("_millis", 50, 100), ("_thousandths", 50, 500),
        ("_millidegrees", 20, 10_000),
        ("_inodes", 10, 1000), ("_degrees", 20, 5), ("_hours", 0, 24), ("threads", 20, 50), ("total", 10, 20),
    ]

    static func isMoving(_ key: String) -> Bool { moving.contains(key) }

    static func isSame(_ key: String, _ old: Int64, _ new: Int64) -> Bool {
        if old == new { return true }
        // Sizes of disks and memory do not move by themselves.
        guard !key.hasPrefix("total_"), key != "mtu_bytes", key != "path_mtu_bytes",
            let row = allowed.first(where: { key.hasSuffix($0.suffix) })
        else { return false }
        let (difference, overflow) = new.subtractingReportingOverflow(old)
        guard !overflow else { return false }
        let moved = difference.magnitude
        let share = old.magnitude / 100 * UInt64(row.percent)
        return moved <= max(UInt64(row.least), share)
    }
}
