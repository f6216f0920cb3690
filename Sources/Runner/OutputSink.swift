import ChildProcesses
import Glibc
import Primitives

/// Hands output on to the agent. It waits for as long as the agent takes, which holds the command up; but not once the command is to end.
struct OutputSink {
    let number: Int32
    let control: ProgramControl
    let deadline: ContinuousClock.Instant
    /// What a piece lacks at the agent since the command was to end; what comes after it is dropped.
    private(set) var rest: [UInt8] = []
    private(set) var hasDropped = false

    init(number: Int32, control: ProgramControl, deadline: ContinuousClock.Instant) {
        self.number = number
        self.control = control
        self.deadline = deadline
    }

    mutating func send(_ frame: RunnerFrame, _ bytes: UnsafeRawBufferPointer) {
        guard rest.isEmpty else { return hasDropped = true }
        var head = [frame.rawValue]
        for shift in [24, 16, 8, 0] { head.append(UInt8(truncatingIfNeeded: bytes.count >> shift)) }
        head.withUnsafeBytes { write($0) }
        if rest.isEmpty { write(bytes) } else { rest += bytes }
    }

    private mutating func write(_ bytes: UnsafeRawBufferPointer) {
        var done = 0
        while done < bytes.count {
            let count = Glibc.send(number, bytes.baseAddress?.advanced(by: done), bytes.count - done, Int32(MSG_NOSIGNAL))
            if count > 0 {
                done += count
            } else if !(errno == EAGAIN || errno == EINTR) || !isRoom() {
                rest += bytes[done...]
                return
            }
        }
    }

    /// False where the command is to end.
    private func isRoom() -> Bool {
        let left = ContinuousClock.now.duration(to: deadline).wholeMilliseconds
        guard left > 0 else { return false }
        var waiting = [
            pollfd(fd: number, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: control.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&waiting, 2, Int32(clamping: left))
        return waiting[1].revents == 0
    }
}
