/// A stretch of a file that a program has in its memory: where it lies in the file, and at which address when it runs.
///
/// What has no bytes in the file (zeroed memory) gets positions behind the file's end, so that every address has a position.
struct Area: Equatable, Sendable {
    let position: Int
    let length: Int
    let address: Int

    var end: Int { position + length }
}
