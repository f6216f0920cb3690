import CLinux
import Glibc
import Primitives

/// Changing what names mean, within one directory.
extension ConfinedDirectory {
    /// Returns false, and does nothing, where `to` exists.
    func renameToNew(_ from: String, _ to: String) throws(Failure) -> Bool {
        let result = hamyar_rename_to_new(descriptor.number, from, descriptor.number, to)
        if result == 0 { return true }
        if errno == EEXIST { return false }
        // File systems without the flag have links, or neither.
        guard errno == EINVAL else { throw SystemFailure.current("renameat2", place(to)) }
        guard linkat(descriptor.number, from, descriptor.number, to, 0) == 0 else {
            if errno == EEXIST { return false }
            throw SystemFailure.current("linkat", place(to))
        }
        try remove(from)
        return true
    }

    func rename(_ from: String, replacing to: String) throws(Failure) {
        try SystemFailure.check("renameat", place(to)) {
            renameat(descriptor.number, from, descriptor.number, to)
        }
    }

    /// Gives a file a second name. Returns false where links cannot be made: by the file system, or to another's file.
    func link(_ from: String, _ to: String) throws(Failure) -> Bool {
        if linkat(descriptor.number, from, descriptor.number, to, 0) == 0 { return true }
        if errno == EPERM || errno == EOPNOTSUPP || errno == EMLINK { return false }
        throw SystemFailure.current("linkat", place(to))
    }

    /// Nothing of that name is fine.
    func remove(_ name: String) throws(Failure) {
        if unlinkat(descriptor.number, name, 0) != 0, errno != ENOENT {
            throw SystemFailure.current("unlinkat", place(name))
        }
    }

    /// Brings names to the disk.
    func synchronise() throws(Failure) {
        guard fsync(descriptor.number) == 0 else { throw SystemFailure.current("fsync", path) }
    }
}
