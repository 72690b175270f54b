import Kernel

/// A place of an answer: how far, and whether it processes or only informs on what was asked.
struct FoundPlace: Sendable {
    let shelved: ShelvedPlace
    let km: Double?
    let processes: Bool
    let informs: Bool

    var place: Place { shelved.place }

    /// As far as it is from where somebody is, or from the centre of their municipality.
    init(
        _ shelved: ShelvedPlace, from origin: Municipality?, at here: Point? = nil,
        processes: Bool, informs: Bool
    ) {
        self.shelved = shelved
        self.processes = processes
        self.informs = informs
        let start = here ?? origin?.point
        km = start.flatMap { start in shelved.place.point.map { start.kilometres(to: $0) } }
    }

    /// Those that process come first, then the near ones; a place without a point comes last.
    static func sorted(_ all: [FoundPlace], near origin: Municipality?) -> [FoundPlace] {
        all.map { ($0, $0.rank(near: origin)) }.sorted { $0.1 < $1.1 }.map(\.0)
    }

    /// Numbers alone: they are compared thousands of times for each visitor.
    private func rank(near origin: Municipality?) -> (Int, Int, Double, Int, Int) {
        (
            processes ? 0 : 1, shelved.isOffered ? 0 : 1, km ?? .infinity,
            shelved.place.steps(from: origin), shelved.order
        )
    }
}

extension Place {
    /// Kilometres from the centre of a municipality; a place in it that has no point of its own is at 0.
    func kilometres(from origin: Municipality) -> Double? {
        guard let start = origin.point, let point else { return nil }
        return start.kilometres(to: point)
    }

    /// 0 in the same municipality, 1 in the same district, 2 elsewhere: for islands without a point.
    func steps(from origin: Municipality?) -> Int {
        guard let origin else { return 0 }
        if municipality.code == origin.code { return 0 }
        return municipality.districtCode == origin.districtCode ? 1 : 2
    }
}
