import Glibc

/// The bytes that this process has allocated so far, counted by Benchmarks/allocations/count.c where it is preloaded.
enum Allocations {
    private typealias Counter = @convention(c) () -> UInt64

    static var total: UInt64 {
        guard let symbol = dlsym(nil, "hamyar_bench_allocated") else { return 0 }
        return unsafeBitCast(symbol, to: Counter.self)()
    }
}
