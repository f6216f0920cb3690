/// Trees of a Huffman code in the making: the one that occurs least is first, of equal ones the lower.
struct HuffmanHeap {
    var weights: [Int]
    var depths: [Int]
    private var nodes: [Int] = []

    init(capacity: Int) {
        weights = [Int](repeating: 0, count: capacity)
        depths = [Int](repeating: 0, count: capacity)
        nodes.reserveCapacity(capacity)
    }

    var count: Int { nodes.count }
    var first: Int { nodes[0] }

    /// Puts a node behind the others; `order` makes a heap of them.
    mutating func append(_ node: Int) {
        nodes.append(node)
    }

    mutating func order() {
        for place in stride(from: nodes.count / 2 - 1, through: 0, by: -1) { sink(place) }
    }

    mutating func removeFirst() -> Int {
        let first = nodes[0]
        nodes[0] = nodes[nodes.count - 1]
        nodes.removeLast()
        sink(0)
        return first
    }

    mutating func replaceFirst(by node: Int) {
        nodes[0] = node
        sink(0)
    }

    private func precedes(_ left: Int, _ right: Int) -> Bool {
        weights[left] < weights[right] || weights[left] == weights[right] && depths[left] <= depths[right]
    }

    private mutating func sink(_ start: Int) {
        guard start < nodes.count else { return }
        let node = nodes[start]
        var place = start
        while 2 * place + 1 < nodes.count {
            var child = 2 * place + 1
            if child + 1 < nodes.count, precedes(nodes[child + 1], nodes[child]) { child += 1 }
            if precedes(node, nodes[child]) { break }
            nodes[place] = nodes[child]
            place = child
        }
        nodes[place] = node
    }
}
