import CLinux
import Foundation
import Glibc
import Primitives

/// A child between its start and its end.
struct RunningProgram: ~Copyable {
    private let call: ProgramCall
    private let mark: ProgramMark
    private let child: Int32
    /// Readable when the child has ended.
    private let process: Int32
    private let began = ContinuousClock.now
    private var output: ProgramPipe
    private var errors: ProgramPipe

    /// Bytes that are read at once.
    private static let piece = 64 << 10
    /// How long it may take to go once it was killed; then it is left to a thread that waits for ever.
    private static let mercy: Int32 = 2000
    /// A program that was just written is busy while the child of another thread, which has not come to its own execve yet, still
    /// holds the descriptor that wrote it: so many attempts more (five seconds), and microseconds between them.
    static let busyAttempts = 250
    static let busyPause: UInt32 = 20_000
    /// Of 64 KiB: what a pipe may hold, read after the end, when nobody should write any more.
    private static let lastReads = 64

    /// - Parameter pause: between two attempts to start a busy program.
    init(
        _ call: ProgramCall, _ control: ProgramControl? = nil, pause: () -> Void = { usleep(RunningProgram.busyPause) }
    ) throws(ProgramNotStarted) {
        var output = try ProgramPipe(limit: call.limits.output)
        var errors = try ProgramPipe(limit: call.limits.output)
        let mark = ProgramMark()
        var (child, number) = LiveChildren.start { Self.start(call, mark, output.writing, errors.writing) }
        for _ in 0..<Self.busyAttempts where child <= 0 && number == ETXTBSY {
            pause()
            // What was taken back meanwhile is not begun.
            if control?.isCancelled == true { throw ProgramNotStarted(number: ECANCELED) }
            (child, number) = LiveChildren.start { Self.start(call, mark, output.writing, errors.writing) }
        }
        guard child > 0 else {
            throw ProgramNotStarted(number: number & ~hamyar_at_directory, isOfDirectory: number & hamyar_at_directory != 0)
        }
        output.closeWriting()
        errors.closeWriting()
        (self.call, self.mark, self.child) = (call, mark, child)
        process = hamyar_process_descriptor(child)
        self.output = output
        self.errors = errors
    }

    deinit {
        if process >= 0 { close(process) }
    }

    mutating func wait(
        _ control: ProgramControl?, _ onOutput: (ProgramStream, UnsafeRawBufferPointer) -> Void
    ) -> ProgramResult {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.piece, alignment: 16)
        defer { room.deallocate() }
        let forced = watch(control, room, onOutput)
        if forced != nil || !call.leavesProcesses { killAll() }
        let isStuck = forced != nil && !hasEnded(within: Self.mercy)
        let end = isStuck ? nil : reap()
        // One that may leave a service and did not end well leaves none.
        if forced == nil, call.leavesProcesses, end?.status != 0 { killAll() }
        if isStuck { abandon() }
        readRest(room, onOutput)
        return ProgramResult(
            end: forced ?? end?.end ?? .signalled(SIGKILL), duration: began.duration(to: .now),
            processorTime: end?.processorTime ?? .zero, peakMemory: end?.memory ?? 0, outputBytes: output.handedOn,
            errorBytes: errors.handedOn, isTruncated: output.isTruncated || errors.isTruncated, isStuck: isStuck)
    }

    /// Until it ends (nil), or has to be ended.
    private mutating func watch(
        _ control: ProgramControl?, _ room: UnsafeMutableRawBufferPointer,
        _ onOutput: (ProgramStream, UnsafeRawBufferPointer) -> Void
    ) -> ProgramEnd? {
        let deadline = call.limits.time.map { began + $0 }
        while true {
            var left: Int64 = process < 0 ? 20 : -1
            if let deadline {
                let remaining = ContinuousClock.now.duration(to: deadline)
                guard remaining > .zero else { return .timedOut }
                // Rounded up: a last part of a millisecond is no reason to spin.
                left = left < 0 ? remaining.wholeMilliseconds + 1 : min(left, remaining.wholeMilliseconds + 1)
            }
            var waiting = [
                pollfd(fd: process, events: Int16(POLLIN), revents: 0),
                pollfd(fd: output.reading, events: Int16(POLLIN), revents: 0),
                pollfd(fd: errors.reading, events: Int16(POLLIN), revents: 0),
                pollfd(fd: control?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&waiting, 4, Int32(clamping: left))
            if control?.isCancelled == true { return .cancelled }
            if count > 0 {
                if waiting[1].revents != 0 { _ = output.read(room) { onOutput(.output, $0) } }
                if waiting[2].revents != 0 { _ = errors.read(room) { onOutput(.errors, $0) } }
                if call.limits.outputEnds, output.isTruncated || errors.isTruncated { return .outputLimit }
                if waiting[0].revents != 0 { return nil }
            }
            if process < 0, hasEnded(within: 0) { return nil }
        }
    }

    private borrowing func killAll() {
        // At once: what stands still has no effect any more, however long the search for the rest takes.
        kill(-child, SIGSTOP)
        call.group?.kill()
        Descendants.kill(of: child, mark: mark)
    }

    /// Without taking its status, so that its number stays its own.
    private borrowing func hasEnded(within milliseconds: Int32) -> Bool {
        if process >= 0 {
            var waiting = pollfd(fd: process, events: Int16(POLLIN), revents: 0)
            return poll(&waiting, 1, milliseconds) > 0
        }
        for _ in 0...(milliseconds / 10) {
            if ProcessTable.entry(child).map(\.isZombie) ?? true { return true }
            usleep(10_000)
        }
        return false
    }

    private borrowing func reap() -> (end: ProgramEnd, status: Int32, processorTime: Duration, memory: Int64)? {
        var (status, processor, memory) = (Int32(0), Int64(0), Int64(0))
        var result: Int32 = 0
        repeat { result = hamyar_reap(child, &status, &processor, &memory) } while result < 0 && errno == EINTR
        LiveChildren.end(child)
        guard result == child else { return nil }
        let end = status & 0x7f == 0 ? ProgramEnd.exited(status >> 8 & 0xff) : .signalled(status & 0x7f)
        return (end, status, .microseconds(processor), memory << 10)
    }

    /// It hangs in the kernel: somebody takes its status when it gets out of there.
    private borrowing func abandon() {
        let child = child
        Thread.detachNewThread {
            var status: Int32 = 0
            while waitpid(child, &status, 0) < 0, errno == EINTR {}
            LiveChildren.end(child)
        }
    }

    private mutating func readRest(
        _ room: UnsafeMutableRawBufferPointer, _ onOutput: (ProgramStream, UnsafeRawBufferPointer) -> Void
    ) {
        for _ in 0..<Self.lastReads where output.read(room, { onOutput(.output, $0) }) {}
        for _ in 0..<Self.lastReads where errors.read(room, { onOutput(.errors, $0) }) {}
    }

    private static func start(_ call: ProgramCall, _ mark: ProgramMark, _ output: Int32, _ errors: Int32) -> Int32 {
        var environment = call.environment
        environment[ProgramMark.name] = mark.value
        let variables = environment.map { "\($0.key)=\($0.value)" }.sorted()
        guard let program = call.arguments.first, program.hasPrefix("/") || call.image != .path,
            !(call.arguments + variables + [call.directory]).contains(where: { $0.utf8.contains(0) })
        else {
            errno = EINVAL
            return -1
        }
        let group = call.group?.openProcesses() ?? -1
        guard call.group == nil || group >= 0 else { return -1 }
        defer { if group >= 0 { close(group) } }
        let groups = call.account?.otherGroups ?? []
        return withPointers(call.arguments, variables, call.directory, call.limits.resources, groups) {
            arguments, environment, directory, resources, groups in
            var start = hamyar_start()
            start.arguments = UnsafePointer(arguments)
            start.environment = UnsafePointer(environment)
            start.directory = directory
            (start.input, start.output, start.errors, start.program, start.group) = (-1, output, errors, -1, group)
            switch call.image {
            case .path: start.path = UnsafePointer(arguments?.pointee)
            case .descriptor(let file): start.program = file
            }
            if let account = call.account, geteuid() == 0 {
                start.changes_user = 1
                start.user = account.user
                start.primary_group = account.group
                start.groups = groups.baseAddress
                start.group_count = groups.count
            }
            start.may_gain_privileges = call.mayGainPrivileges ? 1 : 0
            start.nice = call.limits.nice
            start.is_idle_io = call.limits.isIdleIO ? 1 : 0
            start.limits = resources.baseAddress
            return withUnsafePointer(to: start) { hamyar_start_process($0) }
        }
    }

    private static func withPointers(
        _ arguments: [String], _ variables: [String], _ directory: String, _ resources: [UInt64], _ groups: [UInt32],
        _ body: (
            CStrings.Pointers?, CStrings.Pointers?, UnsafePointer<CChar>, UnsafeBufferPointer<UInt64>, UnsafeBufferPointer<UInt32>
        ) -> Int32
    ) -> Int32 {
        CStrings.with(arguments) { arguments in
            CStrings.with(variables) { variables in
                directory.withCString { directory in
                    resources.withUnsafeBufferPointer { resources in
                        groups.withUnsafeBufferPointer { groups in body(arguments, variables, directory, resources, groups) }
                    }
                }
            }
        }
    }
}
