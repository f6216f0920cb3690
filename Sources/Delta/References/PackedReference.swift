/// A reference in sixteen bytes, as it is handed from thread to thread. Positions are below 2^31.
struct PackedReference {
    private let position: UInt32
    private let target: UInt32
    private let bias: Int32
    private let form: UInt32

    /// Behind the last reference of a piece.
    static let end = PackedReference()

    private init() {
        (position, target, bias, form) = (.max, 0, 0, 0)
    }

    @inline(__always)
    init(_ reference: Reference) {
        position = UInt32(truncatingIfNeeded: reference.position)
        target = UInt32(truncatingIfNeeded: reference.target)
        bias = Int32(truncatingIfNeeded: reference.bias)
        form = UInt32(reference.form.rawValue)
    }

    /// nil: the piece has no more.
    @inline(__always)
    var reference: Reference? {
        guard position != .max, let form = Reference.Form(rawValue: UInt8(truncatingIfNeeded: form)) else { return nil }
        return Reference(position: Int(position), target: Int(target), bias: Int(bias), form: form)
    }
}
