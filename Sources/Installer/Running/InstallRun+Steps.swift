import CLinux
import Glibc
import Primitives
import Updates

/// What each step does. Each may have been begun before by a process that is no more, but for those before the switch, whose
/// leavings are cleared away and never gone on with.
extension InstallRun {
    mutating func perform(_ record: InstallRecord) throws -> InstallEvent {
        // Also what was said during the last step before the switch; a version that a person keeps is theirs.
        let mayDrop = record.step.isBeforeSwitch || (record.step == .switched && !record.isAccepted)
        if mayDrop, surroundings.notices.isDropped(product.product, record.to) {
            throw Failure(.installDropped, ["product": product.product, "version": record.to])
        }
        switch record.step {
        case .verified: return try verify(record)
        case .staged: try stage(record)
        case .prechecked: try run(.precheck, of: record.to, record)
        case .backedUp: try backUp(record, into: places.liveBackup(record.id))
        case .stopped: try runOld(.stop, record)
        case .backedUpAtRest:
            try backUp(record, into: places.backup(record.id))
            try TreeRemoval.remove(places.liveBackup(record.id))
        case .switched: try places.switchCurrent(to: record.to, as: record.id)
        case .started:
            surroundings.notices.forget(product.product)
            try run(.start, of: record.to, record)
        case .healthy: try probe(record)
        case .opened: try run(.open, of: record.to, record)
        case .committed: try places.removeStaging(record.id)
        case .backStopped: try run(.stop, of: record.to, record)
        case .backRestored: try run(.restore, of: record.to, record)
        case .backSwitched:
            if let from = record.from {
                try places.switchCurrent(to: from, as: record.id)
            } else {
                try places.removeCurrent()
            }
        case .backStarted: try runOld(.start, record)
        case .rolledBack: try clear(record)
        case .fetched, .undecided, .ended: break
        }
        return .done
    }

    private func backUp(_ record: InstallRecord, into backup: String) throws {
        try places.makeNew(backup, mode: 0o700)
        if geteuid() == 0 {
            try SystemCall.check("chown", backup) { chown(backup, product.user, product.group) }
        }
        try run(.backup, of: record.to, record, backup: backup)
        try synchronise(backup)
        try SystemCall.synchronise(directory: places.own)
    }

    func synchronise(_ path: String) throws {
        let directory = try OpenFile(path, O_RDONLY | O_DIRECTORY)
        let number = directory.number
        try SystemCall.check("syncfs", path) { hamyar_synchronise_file_system(number) }
    }

    private func runOld(_ hook: VersionDescription.Hook, _ record: InstallRecord) throws {
        if let from = record.from { try run(hook, of: from, record) }
    }

    /// Removes the new version and everything that was made for it. The backup stays where data were touched: it goes when no
    /// kept version needs it.
    private func clear(_ record: InstallRecord) throws {
        if try places.readCurrent() != .version(record.to) { try places.remove(version: record.to, as: record.id) }
        try places.removeStaging(record.id)
        if !record.isOpened || record.data == .untouched { try TreeRemoval.remove(places.backup(record.id)) }
    }
}
