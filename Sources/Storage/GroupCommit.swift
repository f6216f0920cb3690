import GRDB
import Primitives

/// One transaction for many writes: each in a savepoint of its own, so that one that throws rolls back alone, and all of them
/// durable by one commit before any of them is told so. The first needs no savepoint: what it rolls back is the transaction.
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
        while lost == nil, batch.count < limits.batchCount, let write = queue.next() {
            if write.isCancelled {
                write.finish(CancellationError())
                continue
            }
            switch batch.isEmpty ? performFirst(write, database) : perform(write, database) {
            case .done: batch.append(write)
            case .refused(let error):
                write.finish(error)
                if !database.isInsideTransaction { return }
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

    /// After a refusal the transaction is over, and the others wait for the next one.
    private func performFirst(_ write: any PendingWrite, _ database: GRDB.Database) -> Outcome {
        do {
            try write.run(Transaction(database))
            return .done
        } catch {
            WriteTransaction.end(database)
            return .refused(error)
        }
    }

    private func perform(_ write: any PendingWrite, _ database: GRDB.Database) -> Outcome {
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
