package import Primitives

extension ScriptDescription {
    /// What was given, checked: the same for whoever asks, at the console before it is signed and on the machine before it is run.
    ///
    /// - Returns: in the order of the parameters; those that were left out are missing.
    /// - Throws: script.parameter-unknown, script.parameter-missing, script.parameter-value.
    package func values(_ given: [String: String]) throws(Failure) -> [(name: String, value: ScriptValue)] {
        let known = Set(parameters.map(\.name))
        if let other = given.keys.sorted().first(where: { !known.contains($0) }) {
            throw Failure(
                .scriptParameterUnknown,
                ["script": name, "name": other, "known": parameters.map(\.name).joined(separator: ", ")])
        }
        var values: [(name: String, value: ScriptValue)] = []
        for parameter in parameters {
            if let text = given[parameter.name] {
                values.append((parameter.name, try parameter.value(text)))
            } else if parameter.isRequired {
                throw Failure(
                    .scriptParameterMissing, ["script": name, "name": parameter.name, "type": parameter.type])
            }
        }
        return values
    }
}
