import Primitives

/// The parts that earlier attempts left, by one listing of each directory.
struct LeftParts {
    private var directory: String?
    private var names: Set<String> = []

    mutating func contains(_ part: PartName, in place: ConfinedDirectory, _ path: String) throws(Failure) -> Bool {
        if directory != path {
            directory = path
            names = []
            var left = TreeLimits.maximumNames
            var found: Set<String> = []
            try DirectoryNames.each(in: place, left: &left) { name, _ throws(Failure) in
                if let name, PartName.matches(name) { found.insert(name) }
            }
            names = found
        }
        return names.contains(part.description)
    }
}
