/// A rule made ready for walking: names are numbers, lengths are in the unit that runs.
public final class PreparedRule: Sendable {
    public let rule: ClockRule
    let unit: ClockUnit
    let length: Int32
    /// Zero where there is none.
    let limit: Int32
    let roll: Roll
    let isBeforeCourts: Bool
    let beginsWithLast: Bool
    /// One where the day of the event counts.
    let eventDay: Int32
    let isBackwards: Bool
    let starts: [PreparedStart]
    /// A bit for each condition.
    let needs: UInt8
    let extensions: [PreparedExtension]
    let reasons: Int
    /// How long each reason may stop the clock; a length of zero where the law sets none.
    let longest: [PreparedSpan]
    let hasLongest: Bool
    private let roles: [EventRoles]

    /// How many of a kind one rule may have; the reader of files refuses more.
    static let partsMax = 8
    static let extensionsMax = 4

    public init(_ rule: ClockRule, _ names: inout EventNames) {
        self.rule = rule
        unit = rule.runningUnit
        length = rule.running(rule.length)
        limit = rule.limit.map { rule.running($0.length) } ?? 0
        (roll, beginsWithLast) = (rule.roll, rule.beginsWithLast)
        isBeforeCourts = rule.isBeforeCourts
        eventDay = rule.countsEventDay ? 1 : 0
        isBackwards = rule.isBackwards
        starts = rule.starts.map {
            PreparedStart(
                delay: Int32($0.presumed?.length ?? 0),
                inWorkingDays: $0.presumed?.inWorkingDays ?? false)
        }
        needs = UInt8((1 << rule.needs.count) - 1)
        reasons = rule.suspensions.count
        longest = rule.suspensions.map(PreparedSpan.init)
        hasLongest = rule.suspensions.contains { $0.longest != nil }
        var book = RoleBook(names: names)
        extensions = book.read(rule)
        (roles, names) = (book.roles, book.names)
    }

    func roles(_ code: UInt32) -> EventRoles {
        Int(code) < roles.count ? roles[Int(code)] : EventRoles()
    }
}

/// What an event does to one clock; a bit for each part of the rule.
struct EventRoles: Sendable {
    /// The number of the start, from one.
    var start: UInt8 = 0
    var needs: UInt8 = 0
    var stops: UInt8 = 0
    var resumes: UInt8 = 0
    /// Facts on which extensions depend.
    var facts: UInt32 = 0
    var interrupts = false
    var meets = false
}

struct PreparedStart: Sendable {
    let delay: Int32
    let inWorkingDays: Bool
}

struct PreparedSpan: Sendable {
    let length: Int32
    let inMonths: Bool

    init(_ suspension: Suspension) {
        length = Int32(suspension.longest?.length ?? 0)
        inMonths = suspension.longest?.inMonths ?? false
    }
}

struct PreparedExtension: Sendable {
    let length: Int32
    let times: UInt32
    /// The event that extends.
    let by: UInt32
    /// That event and every condition.
    let needs: UInt32
    let unless: UInt32
}

/// Gives each event its roles while a rule is made ready.
private struct RoleBook {
    var names: EventNames
    var roles: [EventRoles] = []
    private var facts: [String] = []

    init(names: EventNames) {
        self.names = names
    }

    mutating func read(_ rule: ClockRule) -> [PreparedExtension] {
        for (index, start) in rule.starts.enumerated() {
            at(start.event) { $0.start = UInt8(index + 1) }
        }
        for (index, need) in rule.needs.enumerated() { at(need) { $0.needs |= 1 << UInt8(index) } }
        for (index, suspension) in rule.suspensions.enumerated() {
            for name in suspension.by { at(name) { $0.stops |= 1 << UInt8(index) } }
            for name in suspension.until { at(name) { $0.resumes |= 1 << UInt8(index) } }
        }
        for name in rule.interruptedBy { at(name) { $0.interrupts = true } }
        for name in rule.metBy { at(name) { $0.meets = true } }
        return rule.extensions.map { prepare($0, rule) }
    }

    private mutating func prepare(_ part: Extension, _ rule: ClockRule) -> PreparedExtension {
        let by = fact(part.by)
        let needs = part.needs.reduce(by) { $0 | fact($1) }
        let unless = part.unless.reduce(0) { $0 | fact($1) }
        return PreparedExtension(
            length: rule.running(part.length), times: UInt32(part.times), by: by, needs: needs,
            unless: unless)
    }

    /// One bit for each fact; 32 are enough for four extensions of eight names each, less by one.
    private mutating func fact(_ name: String) -> UInt32 {
        let index = facts.firstIndex(of: name) ?? facts.count
        if index == facts.count { facts.append(name) }
        let bit: UInt32 = 1 << UInt32(index)
        at(name) { $0.facts |= bit }
        return bit
    }

    private mutating func at(_ name: String, _ change: (inout EventRoles) -> Void) {
        let code = Int(names.code(name))
        while roles.count <= code { roles.append(EventRoles()) }
        change(&roles[code])
    }
}
