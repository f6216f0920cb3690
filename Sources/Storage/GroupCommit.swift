import GRDB
import Primitives

/// One transaction for many writes, all of them durable by one commit before any of them is told so.
///
/// A write that throws rolls back alone. Most do not throw, and a savepoint for each would cost a copy of every page that it
/// touches; so they run without, and when one throws, the transaction is undone and the writes before it run again, from then on
/// with a savepoint each.
struct GroupCommit {
    let queue: WriteQueue
    let limits: DatabaseLimits

    /// Takes writes until none waits or the batch is full; answers them once their commit is durable.
    func run(_ database: GRDB.Database) {
        var batch: [any PendingWrite] = []
        do {
            try WriteTransaction.begin(database, limits)
        } catch {
            while batch.count < limits.batchCount, let write = queue.next() { batch.append(write) }
            for write in batch { write.finish(error) }
            return
        }
        let deadline = ContinuousClock.now + limits.batchTime
        var lost: (any Error)?
        var hasSavepoints = false
        while lost == nil, batch.count < limits.batchCount, let write = queue.next() {
            if write.isCancelled {
                write.finish(CancellationError())
                continue
            }
            switch hasSavepoints ? performApart(write, database) : perform(write, database) {
            case .done: batch.append(write)
            case .refused(let error):
                write.finish(error)
                guard !hasSavepoints else { break }
                // Alone in its transaction: the others wait for the next one.
                if batch.isEmpty { return }
                hasSavepoints = true
                (batch, lost) = performAgain(batch, database)
            case .lost(let error):
                batch.append(write)
                lost = error
            }
            if ContinuousClock.now >= deadline { break }
        }
        if lost == nil { lost = failureOfCommit(database) }
        WriteTransaction.end(database)
        for write in batch { write.finish(lost) }
    }

    private enum Outcome {
        case done
        case refused(any Error)
        /// SQLite gave up the whole transaction, as it does when the disk fails or is full: nothing of it is kept.
        case lost(any Error)
    }

    /// After a refusal the transaction is over.
    private func perform(_ write: any PendingWrite, _ database: GRDB.Database) -> Outcome {
        do {
            try write.run(Transaction(database))
            return .done
        } catch {
            guard database.isInsideTransaction else { return .lost(error) }
            WriteTransaction.end(database)
            return .refused(error)
        }
    }

    /// Runs writes again that were undone, in a new transaction. Returns those that belong to it, and what they lost it by.
    private func performAgain(
        _ writes: [any PendingWrite], _ database: GRDB.Database
    ) -> (batch: [any PendingWrite], lost: (any Error)?) {
        do {
            try WriteTransaction.begin(database, limits)
        } catch {
            return (writes, error)
        }
        var batch: [any PendingWrite] = []
        for (index, write) in writes.enumerated() {
            switch performApart(write, database) {
            case .done: batch.append(write)
            case .refused(let error): write.finish(error)
            case .lost(let error): return (batch + writes[index...], error)
            }
        }
        return (batch, nil)
    }

    private func performApart(_ write: any PendingWrite, _ database: GRDB.Database) -> Outcome {
        do {
            try WriteTransaction.run("SAVEPOINT one", database)
        } catch {
            return .lost(error)
        }
        do {
            try write.run(Transaction(database))
            try WriteTransaction.run("RELEASE one", database)
            return .done
        } catch {
            guard database.isInsideTransaction,
                (try? WriteTransaction.run("ROLLBACK TO one", database)) != nil,
                (try? WriteTransaction.run("RELEASE one", database)) != nil
            else { return .lost(error) }
            return .refused(error)
        }
    }

    private func failureOfCommit(_ database: GRDB.Database) -> (any Error)? {
        do {
            try WriteTransaction.commit(database)
            return nil
        } catch {
            return error
        }
    }
}
