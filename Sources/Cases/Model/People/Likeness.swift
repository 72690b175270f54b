import Kernel

/// Why two people of files may be one human being.
enum LikenessReason: Hashable, Sendable {
    case sameBirth
    /// Day and month were swapped.
    case swappedBirth
    case sameName
    case otherOrder
    case otherSpelling(Int)
    case wordsMissing(Int)
    case sameKey(PersonKeyKind)
}

/// What is known of somebody in a file, for comparing.
struct PersonMarks: Sendable {
    let name: ComparedName
    let birth: Day
    /// Keyed hashes of what is written beside them.
    var keys: [PersonKeyKind: Set<[UInt8]>] = [:]

    init(name: String, birth: Day) {
        self.name = ComparedName(name)
        self.birth = birth
    }
}

/// How much speaks for two people being one, from 0 to 100, and what it is. Never more than a hint: who is who is said
/// by an officer.
struct Likeness: Hashable, Sendable {
    let score: Int
    let reasons: [LikenessReason]

    /// Nil where too little speaks for it. The same whichever of the two stands first.
    ///
    /// One number that is one person's alone is enough. Otherwise the names must come together and the birth be the
    /// same, or its day and month swapped: father and son share a name and a phone, not a birth.
    init?(_ one: PersonMarks, _ other: PersonMarks) {
        let name = NameMatch(one.name, other.name)
        let shared = PersonKeyKind.allCases.filter { kind in
            !(one.keys[kind] ?? []).isDisjoint(with: other.keys[kind] ?? [])
        }
        let isSame = one.birth == other.birth
        let isSwapped = !isSame && one.birth.swapped == other.birth
        var score = 0
        if let name, isSame || isSwapped {
            score = (isSame ? 90 : 75) - name.points
            score += shared.isEmpty ? 0 : shared.contains(where: \.isPersonal) ? 10 : 5
        }
        if shared.contains(where: \.isPersonal) {
            score = max(score, 70 + (name == nil ? 0 : 10) + (isSame ? 10 : 0))
        }
        guard score >= likenessMin else { return nil }
        self.score = min(score, 100)
        var reasons: [LikenessReason] = name?.reasons ?? []
        if isSame { reasons.insert(.sameBirth, at: 0) }
        if isSwapped { reasons.insert(.swappedBirth, at: 0) }
        self.reasons = reasons + shared.map { LikenessReason.sameKey($0) }
    }
}

extension NameMatch {
    /// What is taken off for each thing that is not the same.
    fileprivate var points: Int {
        min(spelledOtherwise, 3) * 5 + min(missing, 3) * 4 + (isReordered ? 3 : 0)
    }

    fileprivate var reasons: [LikenessReason] {
        var reasons: [LikenessReason] = []
        if spelledOtherwise > 0 { reasons.append(.otherSpelling(spelledOtherwise)) }
        if missing > 0 { reasons.append(.wordsMissing(missing)) }
        if isReordered { reasons.append(.otherOrder) }
        return reasons.isEmpty ? [.sameName] : reasons
    }
}

extension Day {
    /// Day and month in each other's place; nil where that is no day, or the same one.
    var swapped: Day? {
        let (year, month, day) = civil
        return month == day ? nil : Day(year: year, month: day, day: month)
    }
}

extension LikenessReason {
    /// As it is kept: `birth`, `spelling:2`, `key:nif`.
    var code: String {
        switch self {
        case .sameBirth: "birth"
        case .swappedBirth: "birth-swapped"
        case .sameName: "name"
        case .otherOrder: "order"
        case .otherSpelling(let count): "spelling:\(count)"
        case .wordsMissing(let count): "missing:\(count)"
        case .sameKey(let kind): "key:\(kind.rawValue)"
        }
    }

    init?(code: String) {
        let parts = code.split(separator: ":").map(String.init)
        let count = parts.count == 2 ? Int(parts[1]) : nil
        switch parts.first {
        case "birth": self = .sameBirth
        case "birth-swapped": self = .swappedBirth
        case "name": self = .sameName
        case "order": self = .otherOrder
        case "spelling": self = .otherSpelling(count ?? 1)
        case "missing": self = .wordsMissing(count ?? 1)
        case "key":
            guard let kind = parts.last.flatMap(PersonKeyKind.init(rawValue:)) else { return nil }
            self = .sameKey(kind)
        default: return nil
        }
    }
}

/// A choice of this installation: what scores less is more often two people than one (see LikenessTests).
private let likenessMin = 70
