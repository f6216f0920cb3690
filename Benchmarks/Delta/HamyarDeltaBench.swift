import Delta
import Glibc
import Primitives

/// `make OLD NEW PATCH` or `apply OLD PATCH NEW`: does it, and prints seconds and memory as one JSON object.
@main
enum HamyarDeltaBench {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        let paths = Array(arguments.dropFirst())
        guard let word = arguments.first, paths.count == 3 else { end("usage: make OLD NEW PATCH | apply OLD PATCH NEW", 64) }
        let memory = PeakMemory()
        let start = ContinuousClock.now
        do throws(Failure) {
            switch word {
            case "make": try Delta.make(old: paths[0], new: paths[1], patch: paths[2])
            case "apply": try Delta.apply(old: paths[0], patch: paths[1], new: paths[2])
            default: end("unknown: \(word)", 64)
            }
        } catch {
            end("\(error)", 1)
        }
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        print(#"{"seconds":\#(elapsed),"anonymous_bytes":\#(memory.bytes)}"#)
    }

    private static func end(_ sentence: String, _ status: Int32) -> Never {
        let bytes = Array("delta-bench: \(sentence)\n".utf8)
        _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
        exit(status)
    }
}
