import Kernel
import Languages
import LegalTime
import Web

/// Examples that were worked by hand; those about what became known later stay out, their days are invented.
func deadlineExamples(
    _ examples: [ClockExample], in municipalities: [(code: PlaceCode, name: String)],
    _ t: Translator
) -> HTML {
    let shown = examples.filter { $0.isPlain && $0.claimedEnd != nil }.prefix(examplesMax)
    if shown.isEmpty { return HTML() }
    return """
        <h2>\(t("Worked examples"))</h2>
        <p>\(t("Worked by hand. The calculation of this page is checked against them."))</p>
        <ul>\(shown.html { example($0, in: municipalities, t) })</ul>
        """
}

/// The days in words; the sentence about it is written in English and shown to who reads that.
private func example(
    _ example: ClockExample, in municipalities: [(code: PlaceCode, name: String)],
    _ t: Translator
) -> HTML {
    let office = municipalities.first { $0.code.text == example.place.municipality }?.name
    let place = office.map { t("Office in {place}", ["place": $0]) }
    let events = example.events.map { "\(t.date($0.day)): \(eventWords($0.name, t))" }
    let facts = events + [place, example.person.map { personWords($0, t) }].compactMap(\.self)
    let name: HTML? = t.language.code == "en" ? "\(example.name) " : nil
    let end = example.claimedEnd.map { t("Last day: {date}", ["date": t.date($0)]) } ?? ""
    return """
        <li>\(name)\(facts.joined(separator: " · ")) → <b>\(end)</b> \
        <span class="quiet small" lang="pt">(\(example.article))</span></li>
        """
}

/// Where the person was, as the form of the page asks it.
func personWords(_ person: PersonPlace, _ t: Translator) -> String {
    switch person {
    case .mainland: t("On the mainland")
    case .islands: t("In the Azores or Madeira")
    case .europe: t("In another country of Europe")
    case .elsewhere: t("Outside Europe")
    }
}

/// A page stays light; all of them stand in policy/pt/clocks/examples.
private let examplesMax = 8
