import Primitives

/// The code of the failure that the closure throws; nil when it throws none.
func code(_ body: () throws -> some Any) -> Failure.Code? {
    do {
        _ = try body()
        return nil
    } catch {
        return (error as? Failure)?.code ?? Failure.Code(rawValue: "not a failure: \(error)")
    }
}
