import Glibc
package import Primitives

/// `current`: a link that names one version or another, never none in between.
extension InstallPlaces {
    package enum Current: Hashable, Sendable {
        case none
        case version(String)
        /// Something that the installer did not make.
        case foreign
    }

    /// Throws install.staging.
    package func readCurrent() throws(Failure) -> Current {
        guard let status = try SystemCall.status(current) else { return .none }
        guard status.st_mode & S_IFMT == S_IFLNK else { return .foreign }
        var room = [CChar](repeating: 0, count: 256)
        let count = readlink(current, &room, room.count)
        guard count > 0 else { throw SystemCall.failure("readlink", current) }
        let target = String(decoding: room.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard target.hasPrefix("versions/") else { return .foreign }
        let version = String(target.dropFirst("versions/".count))
        return VersionDescription.isName(version) ? .version(version) : .foreign
    }

    /// On the disk when it returns. Doing it again does no harm.
    func switchCurrent(to version: String, as id: String) throws(Failure) {
        guard let status = try SystemCall.status(tree(version)), status.st_mode & S_IFMT == S_IFDIR else {
            throw Failure(.installStaging, ["path": tree(version), "reason": "no tree"])
        }
        let new = own + "/current-" + id
        try TreeRemoval.remove(new)
        try SystemCall.check("symlink", new) { symlink("versions/" + version, new) }
        try SystemCall.rename(new, current)
        try SystemCall.synchronise(directory: root)
    }

    /// What a first install that failed leaves: nothing.
    func removeCurrent() throws(Failure) {
        guard unlink(current) == 0 || errno == ENOENT else { throw SystemCall.failure("unlink", current) }
        try SystemCall.synchronise(directory: root)
    }
}
