import Kernel
import Storage

/// Invents contacts of the last months, so that a demonstration shows the figures and what they hide.
struct InventContacts {
    /// Who logged at the first centre; the house at the others.
    let mediator: Principal
    let today: Day

    /// How many were added; none where some are there already.
    func perform(at now: Moment, in db: Writer) throws -> Int {
        let known = try db.count("SELECT COUNT(*) FROM service_contact WHERE invented = 1")
        if known > 0 { return 0 }
        let topics = try ContactTopic.all(in: db).map(\.code)
        var rows = ManyRows("service_contact", columns)
        for number in 0..<today.days(since: firstDay) {
            let day = firstDay.adding(days: number)
            for (index, centre) in inventedCentres.enumerated() where !day.isWeekend {
                for count in 0..<centre.visitors(on: day) {
                    rows.append(contact(topics, day, index, count))
                }
            }
        }
        try db.insert(rows)
        for centre in inventedCentres {
            try db.record(
                JournalEvent("contact.invented", subject: contactSubject(centre.id)),
                by: .house, at: now)
        }
        return rows.count
    }

    /// Whole months, so that none that is told looks cut off.
    private var firstDay: Day { ContactMonth(containing: today).adding(months: -monthsBack).first }

    private func contact(_ topics: [String], _ day: Day, _ index: Int, _ count: Int) -> [Value] {
        let moment = Moment(day, hour: 9 + count, minute: 7 * (index + 1))
        let seed = Int(day.number) * 128 + index * 16 + count
        func one<T>(_ list: [T], _ salt: Int) -> T { list[spread(seed, salt) % list.count] }
        let account = index == 0 ? mediator.account : Principal.house.account
        return [
            ID<ServiceContactThing>.new(at: moment).stored, inventedCentres[index].id.stored,
            account.stored, moment.stored, day.stored, moment.stored, "claim-topics".stored,
            one(weighed + topics, 1).stored, one(inventedLanguages, 2).stored,
            one(channels, 3).stored, one(outcomes, 4).stored,
            one([.female, .female, .male, .male, nil] as [ContactSex?], 5).stored,
            one(ages, 6).stored, 1.stored,
        ]
    }
}

/// An invented day's work at a real centre.
private struct InventedCentre {
    let id: LocationID
    let most: Int
    let weekdays: Set<Int>
    /// Open in the first week of a month only.
    let isRare: Bool

    init(_ slug: String, most: Int, weekdays: Set<Int> = [1, 2, 3, 4, 5], isRare: Bool = false) {
        id = LocationID(slug: slug)
        (self.most, self.weekdays, self.isRare) = (most, weekdays, isRare)
    }

    func visitors(on day: Day) -> Int {
        guard weekdays.contains(day.weekday), !isRare || day.day <= 7 else { return 0 }
        return isRare ? most : spread(Int(day.number), most) % (most + 1)
    }
}

private let inventedCentres = [
    InventedCentre("claim-mouraria", most: 8), InventedCentre("claim-castelo-branco", most: 3),
    InventedCentre("claim-fundao", most: 2),
    InventedCentre("claim-marco-canaveses", most: 3, weekdays: [2, 4]),
    // So few that its months stay hidden.
    InventedCentre("claim-elvas", most: 1, weekdays: [1, 3], isRare: true),
]

/// Spreads numbers so that neighbours differ (the steps of SplitMix64: Steele, Lea and Flood 2014).
private func spread(_ number: Int, _ salt: Int) -> Int {
    var z = (UInt64(number) &+ UInt64(salt) &* 1_000_003) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) >> 1)
}

private let columns: [(name: StaticString, kind: ColumnKind)] = [
    ("id", .integer), ("location", .integer), ("account", .integer), ("made_at", .integer),
    ("day", .integer), ("received_at", .integer), ("taxonomy", .text), ("topic", .text),
    ("language", .text), ("channel", .text), ("outcome", .text), ("sex", .text), ("age", .text),
    ("invented", .integer),
]

/// What is said more often stands more often.
private let weighed = [
    "regularisation", "regularisation", "regularisation", "regularisation", "work", "work",
    "housing",
    "housing", "family-reunification", "family-reunification", "nationality", "health",
]
private let inventedLanguages = [
    "pt", "pt", "pt", "pt", "pt", "en", "en", "en", "hi", "ne", "bn", "ur", "uk", "fr", "kea", "wo",
]
private let channels: [ContactChannel] = [.inPerson, .inPerson, .inPerson, .phone, .message, .away]
private let outcomes: [ContactOutcome] = [.answered, .answered, .accompanied, .referred, .open]
private let ages: [ContactAge?] = [
    .child, .young, .young, .middle, .middle, .middle, .older, .old, nil,
]
private let monthsBack = 4
