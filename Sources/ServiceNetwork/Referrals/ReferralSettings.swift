public import Formats
public import Kernel
public import LegalTime

/// How long things take in referrals: choices of an installation, read from `policy/pt/network/referrals.yaml`.
public struct ReferralPolicy: Sendable {
    let answerDays: Int
    let linkDays: Int
    let consentDays: Int
    let codeMinutes: Int
    let languages: [String]

    public static let path = "network/referrals.yaml"

    public init(_ yaml: YAML) throws {
        try yaml.unknownKeys(allowed: [
            "lastReviewed", "answerDays", "linkDays", "consentDays", "codeMinutes", "languages",
        ])
        func number(_ key: String, _ range: ClosedRange<Int>) throws -> Int {
            let value = try yaml.int(key)
            guard range.contains(value) else {
                throw try yaml.required(key).error(
                    "\(value) is not from \(range.lowerBound) to \(range.upperBound)")
            }
            return value
        }
        answerDays = try number("answerDays", 1...60)
        linkDays = try number("linkDays", 1...90)
        consentDays = try number("consentDays", 1...364)
        codeMinutes = try number("codeMinutes", 5...1_440)
        languages = try yaml.strings("languages")
    }

    init(answerDays: Int, linkDays: Int, consentDays: Int, codeMinutes: Int, languages: [String]) {
        self.answerDays = answerDays
        self.linkDays = linkDays
        self.consentDays = consentDays
        self.codeMinutes = codeMinutes
        self.languages = languages
    }

    /// What a house without a file chooses.
    public static let standard = ReferralPolicy(
        answerDays: 5, linkDays: 14, consentDays: 180, codeMinutes: 60, languages: ["pt", "en"])
}

/// What referrals need of the house: its choices, its civil time, the working days of a municipality, its address.
public struct ReferralSettings: Sendable {
    let policy: ReferralPolicy
    let zone: Zone
    let working: @Sendable (PlaceCode) -> WorkingCalendar
    let address: String
    /// Tells a person what happened to a referral of theirs; App fills it in.
    public var tell: TellNews = { _, _, _ in }

    public init(
        policy: ReferralPolicy = .standard, zone: Zone = .utc,
        working: @escaping @Sendable (PlaceCode) -> WorkingCalendar = { place in
            HolidayCalendar(rules: []).working(at: LegalTime.Place(municipality: place.text))
        }, address: String = ""
    ) {
        self.policy = policy
        self.zone = zone
        self.working = working
        self.address = address
    }

    /// The last day on which a body answers in time what was sent to it now: working days where the person lives.
    func due(from now: Moment, at place: PlaceCode) -> Day {
        let (calendar, day) = (working(place), zone.day(of: now))
        let last = calendar.adding(policy.answerDays, to: day) ?? WorkingCalendar.last
        return calendar.openOnOrAfter(last) ?? last
    }

    /// The end of the last of so many calendar days.
    func end(of days: Int, from now: Moment) -> Moment {
        zone.moment(zone.day(of: now).adding(days: days + 1))
    }
}
