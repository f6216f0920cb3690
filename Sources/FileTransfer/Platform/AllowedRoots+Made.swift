import Glibc
package import Primitives

/// Directories above a destination that a transfer makes, and that go with it when it comes to nothing.
extension AllowedRoots {
    /// How many of the last directories of the path are not there.
    ///
    /// Throws as `directory(of:)`, but file.absent.
    package func missingDirectories(of path: String) throws(Failure) -> Int {
        let (root, names) = try openRoot(of: try Self.relative(path), path, orRoot: true)
        for count in 0..<names.count {
            do throws(Failure) {
                _ = try root.directory(Array(names.dropLast(count)))
                return count
            } catch {
                guard error.code == .fileAbsent else { throw error }
            }
        }
        return names.count
    }

    /// Removes the last `count` directories of the path, the innermost first, as far as they are empty.
    package func removeEmptyDirectories(of path: String, last count: Int) {
        guard let wanted = try? Self.relative(path), let (root, names) = try? openRoot(of: wanted, path, orRoot: true) else {
            return
        }
        for above in 0..<min(count, names.count) {
            let rest = names.dropLast(above)
            guard let name = rest.last, let parent = try? root.directory(Array(rest.dropLast())),
                unlinkat(parent.descriptor.number, name, AT_REMOVEDIR) == 0
            else { return }
        }
    }
}
