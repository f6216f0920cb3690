import Primitives

/// Goes through a piece of a copy, plain bytes and references in turn: the order in which a patch corrects them.
struct PieceWalker {
    private let old: UnsafeRawBufferPointer
    private let reader: ReferenceReader
    private let predictor: Predictor

    init(_ old: UnsafeRawBufferPointer, _ reader: ReferenceReader, _ predictor: Predictor) {
        self.old = old
        self.reader = reader
        self.predictor = predictor
    }

    /// - Parameters:
    ///   - plain: an offset in the piece and a length.
    ///   - field: an offset in the piece, the size of the field, the word that is expected; returns the word that it is.
    @inline(__always)
    func walk(
        old start: Int, new: Int, length: Int, plain: (Int, Int) throws(Failure) -> Void,
        field: (Int, Int, UInt64) throws(Failure) -> UInt64
    ) throws(Failure) {
        var at = 0
        try reader.forEach(in: start..<start + length) { reference throws(Failure) in
            try visit(reference, start, new, &at, plain, field)
        }
        if at < length { try plain(at, length - at) }
    }

    /// The same with references that were found before, of the pieces in their order.
    @inline(__always)
    func walk(
        _ references: ReferencesAhead, old start: Int, new: Int, length: Int, plain: (Int, Int) throws(Failure) -> Void,
        field: (Int, Int, UInt64) throws(Failure) -> UInt64
    ) throws(Failure) {
        var at = 0
        while let reference = references.reference() { try visit(reference, start, new, &at, plain, field) }
        if at < length { try plain(at, length - at) }
    }

    @inline(__always)
    private func visit(
        _ reference: Reference, _ start: Int, _ new: Int, _ at: inout Int, _ plain: (Int, Int) throws(Failure) -> Void,
        _ field: (Int, Int, UInt64) throws(Failure) -> UInt64
    ) throws(Failure) {
        let offset = reference.position - start
        guard offset >= at else { return }
        if offset > at { try plain(at, offset - at) }
        let size = reference.form == .absolute ? 8 : 4
        at = offset + size
        let word =
            size == 8
            ? old.loadUnaligned(fromByteOffset: reference.position, as: UInt64.self)
            : UInt64(old.loadUnaligned(fromByteOffset: reference.position, as: UInt32.self))
        let expected = predictor.word(for: reference, at: new + offset, old: word)
        let actual = try field(offset, size, expected)
        if actual != expected { predictor.learn(reference, at: new + offset, actual: actual) }
    }
}
