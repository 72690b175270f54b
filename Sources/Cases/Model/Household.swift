public import Kernel

/// Who somebody is in a file.
public enum Relation: String, Sendable, CaseIterable, Codable {
    case holder
    case spouse
    case deFactoPartner = "de-facto-partner"
    case child
    case adultChild = "adult-child"
    case parent
    case sibling

    /// Those for whom a holder may ask.
    static let family: [Relation] = allCases.filter { $0 != .holder }
}

/// Somebody in a file, as it was typed and checked.
public struct PersonOfFile: Hashable, Sendable, Codable {
    public let name: String
    public let birth: Day
    public let relation: Relation
    public let isInPortugal: Bool
    /// That they cannot care for themselves, as whoever filed says; nil where nobody said so. Kept in the journal of the
    /// case alone, under its key, and in no column.
    public let cannotCareForSelf: Bool?

    public init(
        name: String, birth: Day, relation: Relation, isInPortugal: Bool,
        cannotCareForSelf: Bool? = nil
    ) {
        self.name = name
        self.birth = birth
        self.relation = relation
        self.isInPortugal = isInPortugal
        self.cannotCareForSelf = cannotCareForSelf
    }

    /// Whole years on a day.
    func age(on day: Day) -> Int { yearsOld(from: birth, to: day) }

    /// Called an adult child, and under 18: the law knows them as a child, and asks for other papers. A child of
    /// 18 or more is no such contradiction: whoever cannot care for themselves stays one at any age.
    func isMinorCalledAdult(on day: Day) -> Bool {
        relation == .adultChild && age(on: day) < adultYearsMin
    }
}

/// Whole years from a birth to a day; born on 29 February, one grows older on 1 March.
func yearsOld(from birth: Day, to day: Day) -> Int {
    let hadBirthday = (day.month, day.day) >= (birth.month, birth.day)
    return day.year - birth.year - (hadBirthday ? 0 : 1)
}

/// The holder and the family in one file.
public struct Household: Hashable, Sendable, Codable {
    public let holder: PersonOfFile
    /// Refugees need not show housing and means, and may prove ties in another way (articles 101, 103).
    public let holderIsRefugee: Bool
    public let family: [PersonOfFile]

    public init(holder: PersonOfFile, holderIsRefugee: Bool, family: [PersonOfFile]) {
        self.holder = holder
        self.holderIsRefugee = holderIsRefugee
        self.family = family
    }

    /// Why this household cannot be filed, or nil.
    func refusal(on day: Day, family allowed: FamilyRange) -> CaseRefusal? {
        if family.count < allowed.min { return .noFamily }
        if family.count > allowed.max { return .tooManyMembers(allowed.max) }
        let everyone = [holder] + family
        if everyone.contains(where: { !isPlausible($0.birth, on: day) }) {
            return .birthImplausible
        }
        if holder.relation != .holder || family.contains(where: { $0.relation == .holder }) {
            return .noFamily
        }
        if family.contains(where: { $0.isMinorCalledAdult(on: day) }) { return .adultChildIsMinor }
        return nil
    }
}

/// How many of a family a file of a procedure takes beside its holder.
public struct FamilyRange: Hashable, Sendable {
    let min: Int
    let max: Int

    /// Whether each asks for themselves alone.
    var isNone: Bool { max == 0 }

    /// What was typed, or the least.
    func clamped(_ typed: String?) -> Int {
        Swift.min(Swift.max(typed.flatMap { Int($0) } ?? min, min), max)
    }

    static let standard = FamilyRange(min: 1, max: familyMax)
}

/// A birth is in the past and nobody is older than 120.
func isPlausible(_ birth: Day, on day: Day) -> Bool {
    birth <= day && yearsOld(from: birth, to: day) <= ageYearsMax
}

/// Rows of the form without script; a larger family files a second request that is linked by hand.
let familyMax = 6
private let ageYearsMax = 120
private let adultYearsMin = 18
