import Testing

/// Makes a case that fails smaller as long as it still fails.
enum Shrinking {
    /// - Parameter smaller: each way to make a case a little smaller; none of them may come back to a larger one.
    static func smallest<Case>(_ sample: Case, smaller: (Case) -> [Case], while fails: (Case) -> Bool) -> Case {
        var small = sample
        while let next = smaller(small).first(where: fails) { small = next }
        return small
    }

    /// The list without one of its elements, for each of them.
    static func leavingOut<Element>(_ list: [Element]) -> [[Element]] {
        list.indices.map { index in
            var fewer = list
            fewer.remove(at: index)
            return fewer
        }
    }
}

@Suite struct ShrinkingTests {
    @Test func `shrinking leaves only what matters`() {
        let wanted: Set = [3, 29]
        let small = Shrinking.smallest(Array(0..<40), smaller: Shrinking.leavingOut) { wanted.isSubset(of: $0) }
        #expect(Set(small) == wanted)
    }
}
