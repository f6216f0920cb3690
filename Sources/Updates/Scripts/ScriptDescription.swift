package import Primitives

/// What a signer says of a script: the `custom` of its target (Protocol/releases.md).
package struct ScriptDescription: Hashable, Sendable {
    package let name: String
    package let version: ReleaseVersion
    /// YYYY-MM-DD.
    package let released: String
    /// In the order in which they are told to people.
    package let parameters: [ScriptParameter]
    /// Seconds that it may run.
    package let timeout: Int64
    /// Bytes that it may write to each of its outputs.
    package let output: Int64

    /// Throws target.malformed.
    package init(
        name: String, version: ReleaseVersion, released: String, parameters: [ScriptParameter], timeout: Int64, output: Int64
    ) throws(Failure) {
        self.name = name
        self.version = version
        self.released = released
        self.parameters = parameters
        self.timeout = timeout
        self.output = output
        let fields = TargetFields(custom: nil, path: path)
        guard ReleasePath.isWord(name) else { throw fields.wrong("name") }
        guard TargetFields.isDay(released) else { throw fields.wrong("released") }
        guard parameters.count <= ScriptLimits.parameters, Set(parameters.map(\.name)).count == parameters.count else {
            throw fields.wrong("parameters")
        }
        guard (1...ScriptLimits.timeout).contains(timeout) else { throw fields.wrong("timeout") }
        guard (0...ScriptLimits.output).contains(output) else { throw fields.wrong("output") }
    }

    /// Throws target.malformed for what is missing, of another type, or says another thing than the target's path (H64).
    package init(_ custom: JSONValue?, of path: String) throws(Failure) {
        let fields = TargetFields(custom: custom, path: path)
        guard custom?["kind"]?.text == "script" else { throw fields.wrong("kind") }
        let listed = try fields.require("parameters", custom?["parameters"]?.elements)
        var parameters: [ScriptParameter] = []
        for (index, value) in listed.enumerated() {
            parameters.append(try fields.require("parameters[\(index)]", ScriptParameter(value)))
        }
        try self.init(
            name: fields.require("name", custom?["name"]?.text), version: fields.require("version", fields.version("version")),
            released: fields.require("released", custom?["released"]?.text), parameters: parameters,
            timeout: fields.require("timeout", custom?["timeout"]?.integer),
            output: fields.require("output", custom?["output"]?.integer))
        guard self.path == path else { throw fields.wrong("path") }
    }

    package var json: JSONValue {
        [
            "kind": "script", "name": .string(name), "version": .string(version.description), "released": .string(released),
            "parameters": .array(parameters.map(\.json)), "timeout": .number(timeout), "output": .number(output),
        ]
    }

    /// Where the target is.
    package var path: String { ScriptPath.script(name, version) }
}
