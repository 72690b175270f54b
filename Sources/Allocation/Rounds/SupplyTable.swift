import Kernel

/// What a desk does and speaks, or what a household needs of it.
struct DeskKind: Hashable {
    let services: Set<String>
    let languages: Set<String>

    /// Whether this need is met there: the service is done, and one of the languages spoken.
    func fits(_ desk: DeskKind) -> Bool {
        services.isSubset(of: desk.services)
            && (languages.isEmpty || !languages.isDisjoint(with: desk.languages))
    }
}

/// Numbers for things in the order in which they are first met.
struct Numbering<Thing: Hashable> {
    private(set) var things: [Thing] = []
    private var numbers: [Thing: Int] = [:]

    mutating func number(_ thing: Thing) -> Int {
        if let known = numbers[thing] { return known }
        numbers[thing] = things.count
        things.append(thing)
        return things.count - 1
    }
}

/// The desks of a round, put in an order of their own and joined to banks.
struct SupplyTable {
    private struct Strip {
        let place: Int
        let day: Int
        let shape: Shape
        let kind: DeskKind
        let desk: Int64
    }

    private(set) var banks: [Board.Bank] = []
    private(set) var desks: [Int64] = []
    private(set) var firstBank: [Int] = []
    private(set) var stepCount = 0
    let shapes: [Shape]
    let kinds: [DeskKind]
    let places: [Int64]
    let days: [Day]

    init(_ supply: Supply) {
        places = Set(supply.desks.map(\.place)).sorted()
        days = Set(supply.desks.map(\.desk.day)).sorted()
        let placeNumbers = Dictionary(uniqueKeysWithValues: zip(places, places.indices))
        let dayNumbers = Dictionary(uniqueKeysWithValues: zip(days, days.indices))
        var strips: [Strip] = []
        for one in supply.desks {
            guard let place = placeNumbers[one.place], let day = dayNumbers[one.desk.day] else {
                continue
            }
            let kind = DeskKind(services: one.services, languages: one.languages)
            strips += Shape.all(of: one.desk).filter { $0.steps > 0 }.map {
                Strip(place: place, day: day, shape: $0, kind: kind, desk: one.desk.desk)
            }
        }
        let shapeList = Set(strips.map(\.shape)).sorted(by: SupplyTable.isBefore)
        let kindList = Set(strips.map(\.kind)).sorted(by: SupplyTable.isBefore)
        (shapes, kinds) = (shapeList, kindList)
        join(strips)
    }

    /// Strips of one place, day, shape and kind make a bank.
    private mutating func join(_ strips: [Strip]) {
        let shapeNumbers = Dictionary(uniqueKeysWithValues: zip(shapes, shapes.indices))
        let kindNumbers = Dictionary(uniqueKeysWithValues: zip(kinds, kinds.indices))
        let keyed = strips.map { strip in
            (
                bank: (
                    strip.place, strip.day, shapeNumbers[strip.shape] ?? 0,
                    kindNumbers[strip.kind] ?? 0
                ), desk: strip.desk
            )
        }.sorted { $0.bank == $1.bank ? $0.desk < $1.desk : $0.bank < $1.bank }
        desks = keyed.map(\.desk)
        var first = 0
        firstBank = []
        while first < keyed.count {
            let (place, day, shape, kind) = keyed[first].bank
            let end = keyed[first...].firstIndex { $0.bank != keyed[first].bank } ?? keyed.count
            fill(upTo: place * days.count + day)
            banks.append(
                Board.Bank(
                    place: place, day: day, shape: shape, kind: kind, strips: first..<end,
                    firstStep: stepCount))
            stepCount += shapes[shape].steps
            first = end
        }
        fill(upTo: places.count * days.count)
    }

    private mutating func fill(upTo at: Int) {
        while firstBank.count <= at { firstBank.append(banks.count) }
    }

    private static func isBefore(_ left: Shape, _ right: Shape) -> Bool {
        let (one, other) = (
            (left.opens, left.closes, left.stepMinutes, left.firstStep),
            (right.opens, right.closes, right.stepMinutes, right.firstStep)
        )
        if one != other { return one < other }
        return left.taken.flatMap { [$0.lowerBound, $0.upperBound] }.lexicographicallyPrecedes(
            right.taken.flatMap { [$0.lowerBound, $0.upperBound] })
    }

    private static func isBefore(_ left: DeskKind, _ right: DeskKind) -> Bool {
        let one = left.services.sorted()
        let other = right.services.sorted()
        if one != other { return one.lexicographicallyPrecedes(other) }
        return left.languages.sorted().lexicographicallyPrecedes(right.languages.sorted())
    }
}
