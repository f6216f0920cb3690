/// A target with what its signer says of it.
package struct SignedTarget<Description: Hashable & Sendable>: Hashable, Sendable {
    package let path: String
    package let description: Description
    package let file: FileDescription

    package init(path: String, description: Description, file: FileDescription) {
        self.path = path
        self.description = description
        self.file = file
    }
}
