import Kernel

/// Two places that may be one, and why somebody should look.
struct Twins: Sendable, Equatable {
    enum Reason: String, Sendable, CaseIterable {
        /// The same name, or one letter apart.
        case name
        case phone
        /// The same spot, and nearly the same name.
        case spot
    }

    let first: LocationID
    let second: LocationID
    let reasons: [Reason]

    /// Every pair of a list that looks like one place.
    static func find(among places: [Place]) -> [Twins] {
        let all = places.map(Look.init)
        var found: [Twins] = []
        for (index, left) in all.enumerated() {
            for right in all[(index + 1)...] {
                let reasons = left.reasons(with: right)
                if reasons.isEmpty { continue }
                found.append(Twins(first: left.place.id, second: right.place.id, reasons: reasons))
            }
        }
        return found
    }
}

/// What of a place is compared.
private struct Look {
    let place: Place
    /// Its name without the little words.
    let name: [UInt8]
    let words: Set<Substring>
    /// `1ª` and `2ª` are two desks, however alike the rest is.
    let numbers: [Substring]
    let phones: Set<String>

    init(_ place: Place) {
        self.place = place
        let all = place.searched.split(separator: " ").filter { !littleWords.contains($0) }
        words = Set(all)
        numbers = all.filter { $0.first?.isNumber == true }
        name = Array(all.joined(separator: " ").utf8)
        phones = Set(
            (place.phone ?? "").split(separator: ";").map { number in
                String(String(number.filter(\.isNumber)).suffix(phoneDigits))
            }.filter { $0.count == phoneDigits })
    }

    /// Names alone tell nothing across the country: two towns have a centre of the same name.
    func reasons(with other: Look) -> [Twins.Reason] {
        guard numbers == other.numbers else { return [] }
        guard let away = kilometres(to: other) else {
            let sameTown = place.municipality.code == other.place.municipality.code
            return sameTown && name == other.name ? [.name] : []
        }
        if away > nearKilometres { return [] }
        let lettersApart = distance(name, other.name, max: lettersMax)
        var reasons: [Twins.Reason] = []
        if lettersApart <= 1 { reasons.append(.name) }
        // One number serves a whole house: alone it tells nothing.
        let isPart = words.isSubset(of: other.words) || other.words.isSubset(of: words)
        if !phones.isDisjoint(with: other.phones), isPart || lettersApart <= lettersMax {
            reasons.append(.phone)
        }
        if away <= spotKilometres, lettersApart <= lettersMax { reasons.append(.spot) }
        return reasons
    }

    private func kilometres(to other: Look) -> Double? {
        guard let here = place.ownPoint, let there = other.place.ownPoint else { return nil }
        return here.kilometres(to: there)
    }
}

/// How many letters must change (Levenshtein), or `max` + 1 where it is more.
private func distance(_ left: [UInt8], _ right: [UInt8], max: Int) -> Int {
    if abs(left.count - right.count) > max { return max + 1 }
    var row = Array(0...right.count)
    for (index, byte) in left.enumerated() {
        var corner = row[0]
        row[0] = index + 1
        for (place, other) in right.enumerated() {
            let change = corner + (byte == other ? 0 : 1)
            corner = row[place + 1]
            row[place + 1] = min(change, corner + 1, row[place] + 1)
        }
        if row.min() ?? 0 > max { return max + 1 }
    }
    return row[right.count]
}

private let littleWords: Set<Substring> = ["de", "da", "do", "das", "dos", "e"]
private let phoneDigits = 9
private let lettersMax = 3
private let nearKilometres = 2.0
private let spotKilometres = 0.05
