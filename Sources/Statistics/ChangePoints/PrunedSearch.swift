/// The search of PELT over one stretch.
enum PrunedSearch {
    /// Changes and the cost without penalties.
    static func run(
        _ cost: some SegmentCost, _ n: Int, _ penalty: Double, _ size: Int
    ) -> ([Int], Double) {
        guard n >= 2 * size else { return ([], cost.cost(0, n)) }
        var best = [Double](repeating: .infinity, count: n + 1)
        var last = [Int](repeating: 0, count: n + 1)
        // The first change costs no penalty more than the stretch before it.
        best[0] = -penalty
        var candidates = [Int](repeating: 0, count: n + 1)
        var values = [Double](repeating: 0, count: n + 1)
        /// Since when each candidate cannot win any more; it may until a new stretch is long enough.
        var beatenAt = [Int](repeating: .max, count: n + 1)
        var count = 1
        for end in size...n {
            if end >= 2 * size {
                candidates[count] = end - size
                count += 1
            }
            var (least, place) = (Double.infinity, 0)
            for index in 0..<count {
                let start = candidates[index]
                let value = best[start] + cost.cost(start, end) + penalty
                values[index] = value
                if value < least { (least, place) = (value, start) }
            }
            (best[end], last[end]) = (least, place)
            var kept = 0
            for index in 0..<count {
                let start = candidates[index]
                // Beaten at `end`: from `end + size` on, a change at `end` is at least as good.
                if values[index] > least + penalty, beatenAt[start] == .max {
                    beatenAt[start] = end
                }
                guard beatenAt[start] == .max || end + 1 < beatenAt[start] + size else { continue }
                candidates[kept] = start
                kept += 1
            }
            count = kept
        }
        return (changes(last, n), best[n] - penalty * Double(changes(last, n).count))
    }

    private static func changes(_ last: [Int], _ n: Int) -> [Int] {
        var (places, place) = ([Int](), last[n])
        while place > 0 {
            places.append(place)
            place = last[place]
        }
        return places.reversed()
    }
}

/// Binary segmentation over one stretch.
enum HalvingSearch {
    static func run(
        _ cost: some SegmentCost, _ n: Int, _ penalty: Double, _ size: Int
    ) -> ([Int], Double) {
        var (places, waiting, total) = ([Int](), [(0, n)], 0.0)
        while let (start, end) = waiting.popLast() {
            let whole = cost.cost(start, end)
            var (least, place) = (whole - penalty, 0)
            if end - start >= 2 * size {
                for middle in (start + size)...(end - size) {
                    let split = cost.cost(start, middle) + cost.cost(middle, end)
                    if split < least { (least, place) = (split, middle) }
                }
            }
            if place == 0 {
                total += whole
            } else {
                places.append(place)
                waiting += [(start, place), (place, end)]
            }
        }
        return (places.sorted(), total)
    }
}
