import Synchronization

/// The groups that this process made and did not take away yet: a sweep leaves them.
enum LiveGroups {
    private static let all = Mutex<Set<ControlGroup>>([])

    /// Before the group is made, so that no sweep sees it without knowing it.
    static func begin(_ group: ControlGroup) {
        _ = all.withLock { $0.insert(group) }
    }

    static func end(_ group: ControlGroup) {
        _ = all.withLock { $0.remove(group) }
    }

    static func has(_ group: ControlGroup) -> Bool { all.withLock { $0.contains(group) } }
}
