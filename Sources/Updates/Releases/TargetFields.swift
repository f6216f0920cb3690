import Primitives

/// The fields of a target's `custom`; what is wrong is said with the target's path (H64).
struct TargetFields {
    let custom: JSONValue?
    let path: String

    func wrong(_ reason: String) -> Failure { Failure(.targetMalformed, ["target": path, "reason": reason]) }

    func require<Value>(_ name: String, _ value: Value?) throws(Failure) -> Value {
        guard let value else { throw wrong(name) }
        return value
    }

    func version(_ key: String) throws(Failure) -> ReleaseVersion? {
        guard let value = custom?[key] else { return nil }
        return try require(key, value.text.flatMap { ReleaseVersion($0) })
    }

    func versions(_ key: String) throws(Failure) -> [ReleaseVersion] {
        guard let value = custom?[key] else { return [] }
        let elements = try require(key, value.elements)
        let versions = elements.compactMap { $0.text.flatMap { ReleaseVersion($0) } }
        return try require(key, versions.count == elements.count ? versions : nil)
    }

    static func isDay(_ text: String) -> Bool { MetadataTime.parse(text + "T00:00:00Z") != nil }
}
