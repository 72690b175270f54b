/// Values in classes of about equal size for a map; equal values are never parted.
struct ValueClasses: Sendable, Equatable {
    struct Band: Sendable, Equatable {
        let from: Double
        let to: Double
        let count: Int
    }

    /// From the lowest to the highest.
    let bands: [Band]

    init(quantiles values: [Double], classes: Int = ValueClasses.classesMax) {
        let sorted = values.filter(\.isFinite).sorted()
        var bands: [Band] = []
        var start = 0
        for number in 1...max(1, classes) where start < sorted.count {
            var end = max(sorted.count * number / max(1, classes), start + 1)
            while end < sorted.count, sorted[end] == sorted[end - 1] { end += 1 }
            bands.append(Band(from: sorted[start], to: sorted[end - 1], count: end - start))
            start = end
        }
        self.bands = bands
    }

    /// The class of a value that was counted, from 0; nil for one that no class holds.
    func index(of value: Double) -> Int? {
        bands.firstIndex { $0.from <= value && value <= $0.to }
    }

    /// As many steps of one colour as an eye tells apart.
    static let classesMax = 5
}
