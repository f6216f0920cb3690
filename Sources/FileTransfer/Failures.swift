package import Primitives

extension Failure.Code {
    /// A path or a name that may not be (H50). Parameters: path, reason.
    package static let pathMalformed = Failure.Code(rawValue: "path.malformed")
    /// Not beneath an allowed root, or only through a symbolic link (H51). Parameters: path, reason.
    package static let pathOutside = Failure.Code(rawValue: "path.outside")
    /// A manifest that contradicts itself or passes a limit (H50). Parameters: entry, reason.
    package static let manifestMalformed = Failure.Code(rawValue: "manifest.malformed")

    /// No file or directory of that name. Parameters: path.
    package static let fileAbsent = Failure.Code(rawValue: "file.absent")
    /// There is one already, and the rule is to refuse. Parameters: path.
    package static let fileExists = Failure.Code(rawValue: "file.exists")
    /// A link, directory, FIFO, device, or a file of a kernel's file system (H52). Parameters: path, reason.
    package static let fileWrongKind = Failure.Code(rawValue: "file.wrong-kind")
    /// The source changed between the manifest and the last byte (H54). Parameters: path.
    package static let fileChanged = Failure.Code(rawValue: "file.changed")
    /// Bytes that are not those of the manifest. Parameters: path, block (absent for the whole file).
    package static let fileMismatch = Failure.Code(rawValue: "file.mismatch")
    /// More or fewer bytes than the manifest says. Parameters: path, size.
    package static let fileWrongSize = Failure.Code(rawValue: "file.wrong-size")
    /// The disk has no room, or only what is kept for logs (H56). Parameters: path, size.
    package static let fileNoSpace = Failure.Code(rawValue: "file.no-space")
    /// The system allows it not: permissions, a read-only file system (H58). Parameters: path, reason.
    package static let fileDenied = Failure.Code(rawValue: "file.denied")
    /// The directory that something should be written into is not there (path).
    package static let fileNoDirectory = Failure.Code(rawValue: "file.no-directory")
    /// The disk failed; what was written is not used and not written again (H57). Parameters: path, call, reason.
    package static let fileBroken = Failure.Code(rawValue: "file.broken")
    /// A transfer that has ended, well or not, was used again. Parameters: path.
    package static let fileEnded = Failure.Code(rawValue: "file.ended")
    /// Another transfer is still at work on the file. Parameters: path.
    package static let fileBusy = Failure.Code(rawValue: "file.busy")
}

extension Failure.Code {
    /// More names than one walk may meet. Parameters: path, limit.
    package static let fileTooMany = Failure.Code(rawValue: "file.too-many")
    /// What was put together from the old file is not the manifest's block; the next attempt does without. Parameters: path, block.
    package static let fileDelta = Failure.Code(rawValue: "file.delta")
}
