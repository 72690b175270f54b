import Kernel
import Languages
import Web

/// What requests cost, for everyone: every table with its source, and the sum for a household.
struct FeePages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .get(
                "/fees", may: .everyone,
                "What requests cost, with sources, and the sum for a household", show)
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let today = cases.house.zone.day(of: exchange.now)
        let question = FeeForm(exchange, cases.house.policy.fees, today: today)
        let view = FeeView(t: exchange.t, policy: cases.house.policy, today: today)
        let (t, answer) = (exchange.t, try view.answer(to: question))
        return .page(
            t("Fees"), status: question.errors.isEmpty ? 200 : 422,
            withErrors(
                t, question.errors,
                """
                <h1>\(t("Fees"))</h1>
                <p class="lead">\(t("What a request costs, since when, and who says so. Where no source says an amount, none stands here."))</p>
                \(question.html)\(answer)\(view.schedules)
                """))
    }
}

/// The question of a household, as the address puts it: a page of it can be sent to somebody.
struct FeeForm {
    let errors: [FieldError]
    /// Nil where nothing was asked yet.
    let schedule: FeeSchedule?
    let day: Day?
    let people: [FeePayer]
    let channel: FeeChannel
    private let t: Translator
    private let typed: [String: String]
    private let schedules: [FeeSchedule]

    init(_ exchange: Exchange, _ schedules: [FeeSchedule], today: Day) {
        let (t, query) = (exchange.t, exchange.query)
        let typed = [
            "what": query["what"] ?? "", "day": query["day"] ?? today.description,
            "adults": query["adults"] ?? "1", "minors": query["minors"] ?? "0",
            "channel": query["channel"] ?? FeeChannel.digital.rawValue,
        ]
        var errors: [FieldError] = []
        func count(_ name: String, _ range: ClosedRange<Int>) -> Int {
            if let number = Int(typed[name] ?? ""), range.contains(number) { return number }
            let bounds = ["from": String(range.lowerBound), "to": String(range.upperBound)]
            errors.append(
                FieldError(
                    field: name, message: t("Write a whole number from {from} to {to}.", bounds)))
            return range.lowerBound
        }
        let (adults, minors) = (count("adults", 1...familyMax + 1), count("minors", 0...familyMax))
        (self.t, self.typed, self.schedules) = (t, typed, schedules)
        day = Day(iso: typed["day"] ?? "")
        channel = FeeChannel(rawValue: typed["channel"] ?? "") ?? .digital
        people = FeeForm.household(adults: adults, minors: minors)
        schedule = schedules.first { $0.code == query["what"] }
        if day == nil {
            let words = t("Write the date as year-month-day, such as 2026-11-23.")
            errors.append(FieldError(field: "day", message: words))
        }
        if query["what"] != nil, schedule == nil {
            errors.append(FieldError(field: "what", message: t("Choose one of the options.")))
        }
        self.errors = errors
    }

    /// Whoever asks, then the other adults, then the children.
    private static func household(adults: Int, minors: Int) -> [FeePayer] {
        (0..<adults).map { index in
            FeePayer(
                age: sampleAdult, relation: index == 0 ? .holder : .spouse, isInPortugal: true)
        }
            + (0..<minors).map { _ in
                FeePayer(age: sampleMinor, relation: .child, isInPortugal: true)
            }
    }

    var html: HTML {
        func error(_ name: String) -> String? { message(for: name, in: errors) }
        func value(_ name: String) -> String { typed[name] ?? "" }
        let options = schedules.map { Choice($0.code, $0.title(t)) }
        let channels = FeeChannel.allCases.map { Choice($0.rawValue, $0.title(t)) }
        return """
            <form method="get" action="/fees"><h2>\(t("What does it cost us?"))</h2>
            \(selectField(t, name: "what", label: t("What do you ask for?"), options: options,
                value: value("what"), error: error("what")))
            \(dateField(t, name: "day", label: t("Day of the request"), value: value("day"),
                error: error("day")))
            \(textField(t, name: "adults", label: t("People of 18 or more"), value: value("adults"),
                error: error("adults"), short: true))
            \(textField(t, name: "minors", label: t("People under 18"), value: value("minors"),
                error: error("minors"), short: true))
            \(selectField(t, name: "channel", label: t("Where do you ask?"), options: channels,
                value: value("channel")))
            \(actions(button(t("Add it up"), kind: .secondary)))</form>
            """
    }
}

extension FeeChannel {
    func title(_ t: Translator) -> String {
        switch self {
        case .digital: t("Online")
        case .counter: t("At the counter")
        case .counterNoDigital: t("At the counter, because it cannot be asked for online")
        }
    }
}

/// An age on which no table looks more closely than "18 or more", and one "under 18".
private let (sampleAdult, sampleMinor) = (30, 10)
