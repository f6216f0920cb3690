import Foundation
import Glibc
import Synchronization

/// Runs one program as a child: in a session of its own, without descriptors of this process, with a minimal environment.
package enum Program {
    /// Runs it, and hands on what it writes as it comes. It ends with all that it started.
    ///
    /// The calling thread waits meanwhile. What `onOutput` takes its time for holds the program up, once its pipe is full: who waits in
    /// it looks at `control` and at the deadline too.
    ///
    /// - Parameter onOutput: called by this thread; at most 64 KiB at once.
    package static func run(
        _ call: ProgramCall, control: ProgramControl? = nil,
        onOutput: (ProgramStream, UnsafeRawBufferPointer) -> Void
    ) throws(ProgramNotStarted) -> ProgramResult {
        if control?.isCancelled == true { throw ProgramNotStarted(number: ECANCELED) }
        var running = try RunningProgram(call, control)
        return running.wait(control, onOutput)
    }

    /// Runs it and keeps what it writes, each output up to its limit.
    package static func collect(
        _ call: ProgramCall, control: ProgramControl? = nil
    ) throws(ProgramNotStarted) -> ProgramOutput {
        var output: [UInt8] = []
        var errors: [UInt8] = []
        let result = try run(call, control: control) { stream, bytes in
            if stream == .output { output += bytes } else { errors += bytes }
        }
        return ProgramOutput(result: result, output: output, errors: errors)
    }

    /// The same on a thread of its own; a task that is cancelled ends the program.
    package static func collected(_ call: ProgramCall) async throws -> ProgramOutput {
        let control = try ProgramControl()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation {
                (continuation: CheckedContinuation<Result<ProgramOutput, ProgramNotStarted>, Never>) in
                Thread.detachNewThread {
                    do throws(ProgramNotStarted) {
                        continuation.resume(returning: .success(try collect(call, control: control)))
                    } catch {
                        continuation.resume(returning: .failure(error))
                    }
                }
            }
        } onCancel: {
            control.cancel()
        }
        return try result.get()
    }
}
