import Kernel
import Languages
import Web

/// Whether it is open now, or when it opens next; nothing where no source gives the hours.
func openWords(_ t: Translator, _ state: OpeningTimes.State) -> HTML? {
    switch state {
    case .unknown: nil
    case .open(let until):
        "<p>\(tag(t("It is open now"), .good)) \(t("until {time}", ["time": t.time(until)]))</p>"
    case .closed(let next?):
        """
        <p>\(tag(t("Closed now"), .care)) \(t("Opens on {day} at {time}.",
            ["day": t.date(next.day), "time": t.time(next.minute)]))</p>
        """
    case .closed(nil): "<p>\(tag(t("Closed now"), .care))</p>"
    }
}

/// What a place says of itself, as far as it says something.
func detailFacts(
    _ t: Translator, _ detail: PlaceDetail?, _ languageName: (String) -> String
) -> [Fact] {
    guard let detail else { return [] }
    var all: [Fact] = []
    func add(_ label: String, _ value: String?) {
        if let value, !value.isEmpty { all.append(Fact(label, "\(value)")) }
    }
    add(t("Languages spoken"), t.list(detail.languages.map { languageName($0) }))
    add(t("Interpreters"), detail.interpreters)
    add(t("Without an appointment"), detail.walkIn.map { $0 ? t("Yes") : t("No") })
    add(t("Access"), t.list(detail.accessibility.map { $0.words(t) }))
    add(t("Who may come"), detail.eligibility)
    add(t("Area served"), detail.area)
    add(t("What it costs"), detail.cost)
    add(t("What to bring"), t.list(detail.documents))
    add(t("Places at once"), detail.capacity.map(t.number))
    add(t("Paid for until"), detail.fundingUntil.map(t.date))
    return all
}
