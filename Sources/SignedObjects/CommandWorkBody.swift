import Cryptography
import FoundationEssentials
import Messages
import Primitives
import Sessions
import SwiftProtobuf

extension CommandRun {
    init(wire: WireCommandRun) throws(Failure) {
        try self.init(
            arguments: wire.arguments, directory: wire.directory.isEmpty ? nil : ScopePath(wire.directory),
            timeout: .milliseconds(Int64(clamping: wire.timeoutMillis)), outputLimit: wire.outputLimit)
    }

    var wire: WireCommandRun {
        WireCommandRun.with {
            $0.arguments = arguments
            $0.directory = directory?.description ?? ""
            $0.timeoutMillis = UInt64(clamping: timeout.wholeMilliseconds)
            $0.outputLimit = outputLimit
        }
    }
}

extension ScriptRun {
    init(wire: WireScriptRun) throws(Failure) {
        try self.init(
            name: wire.name, version: wire.version, target: wire.target,
            digest: FieldReading.digest(wire.digest, "script.digest"), length: wire.length,
            arguments: wire.arguments.map { ScriptArgument(name: $0.name, value: $0.value) })
    }

    var wire: WireScriptRun {
        WireScriptRun.with {
            $0.name = name
            $0.version = version
            $0.target = target
            $0.digest = Data(digest.bytes)
            $0.length = length
            $0.arguments = arguments.map { argument in
                WireScriptArgument.with {
                    $0.name = argument.name
                    $0.value = argument.value
                }
            }
        }
    }
}

extension CommandEffect {
    init(wire: WireCommandEffect) throws(Failure) {
        try self.init(
            exit: wire.hasExit ? wire.exit : nil, signal: wire.hasSignal ? wire.signal : nil,
            output: OutputDigest(wire: wire.output, "command.output"), errors: OutputDigest(wire: wire.errors, "command.errors"),
            isTruncated: wire.truncated, millis: wire.millis)
    }

    var wire: WireCommandEffect {
        WireCommandEffect.with {
            if let exit { $0.exit = exit }
            if let signal { $0.signal = signal }
            $0.output = output.wire
            $0.errors = errors.wire
            $0.truncated = isTruncated
            $0.millis = millis
        }
    }
}

extension OutputDigest {
    init(wire: WireOutputDigest, _ field: String) throws(Failure) {
        self.init(bytes: wire.bytes, digest: try FieldReading.digest(wire.digest, field))
    }

    var wire: WireOutputDigest {
        WireOutputDigest.with {
            $0.bytes = bytes
            $0.digest = Data(digest.bytes)
        }
    }
}
