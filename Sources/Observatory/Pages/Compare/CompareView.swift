import Languages
import Web

/// The comparison of countries: the question, what is comparable, the chart, an order or why there is none.
struct CompareView {
    struct Facts: Sendable {
        /// The series that know countries.
        let choices: [Series]
        let first: ComparedSeries?
        let second: ComparedSeries?
    }

    let t: Translator
    let atlas: Atlas
    let question: CompareQuestion
    let facts: Facts
    let query: [String: String]

    var html: HTML {
        """
        <h1>\(t("Compare countries"))</h1>
        <p class="lead">\(t("Countries are put in an order only where they count the same thing in the same way."))</p>
        \(roomNav(t, at: "/observatory/compare"))\(form)\(answer)
        """
    }

    private var answer: HTML {
        guard let first = facts.first else {
            return "<p>\(t("Choose a series and a group of countries."))</p>"
        }
        if question.countries.isEmpty {
            return emptyState(
                title: t("No such countries"),
                words: t(
                    "Write codes of two or three letters with commas between, such as PT, ES, FR."))
        }
        if let second = facts.second {
            return TwoSeriesView(t: t, question: question, first: first, second: second).html
        }
        return OneSeriesView(t: t, question: question, compared: first, query: query).html
    }

    private var form: HTML {
        // A series of few countries is not in the list, and may be asked for by its address.
        let asked = [facts.first, facts.second].compactMap { $0?.series }
        let more = asked.filter { one in !facts.choices.contains { $0.key == one.key } }
        let series = (facts.choices + more).map { Choice($0.key, $0.title(t)) }
        let groups = CountryGroup.allCases.map { Choice($0.rawValue, $0.name(t)) }
        let regions = ["154", "155", "039", "151", "143", "145", "021"].map {
            Choice("m49-" + $0, t("UNECE: {region}", ["region": regionName($0, t)]))
        }
        let own = question.isGroup ? [] : [Choice("", t("codes of my own"))]
        return askForm(
            to: "/observatory/compare", label: t("Compare countries"),
            """
            <div class="filters">\
            \(selectField(t, name: "series", label: t("Series"), options: [Choice("", t("Choose one"))] + series, value: question.series ?? ""))\
            \(selectField(t, name: "with", label: t("Beside it"), options: [Choice("", t("no second series"))] + series, value: question.with ?? "", required: false))\
            \(selectField(t, name: "who", label: t("Countries"), options: own + groups + regions, value: question.isGroup ? question.who : ""))\
            \(textField(t, name: "codes", label: t("Or countries of your own"), hint: t("Codes with commas: PT, ES, FR"), value: question.isGroup ? "" : question.who, required: false))\
            \(dimensions)\
            \(textField(t, name: "from", label: t("From period"), value: question.from ?? "", required: false, short: true))\
            \(textField(t, name: "to", label: t("To period"), value: question.to ?? "", required: false, short: true))</div>
            <div class="actions">\(button(t("Compare"), kind: .secondary))</div>
            """)
    }

    private var dimensions: HTML {
        guard let first = facts.first else { return HTML() }
        let asked = first.dimensions.filter { $0.id != first.territory.id && $0.codes.count > 1 }
        return asked.html { dimension in
            selectField(
                t, name: "d-" + dimension.id, label: dimensionTitle(dimension, t),
                options: dimension.codes.map { Choice($0.code, codeLabel($0, t)) },
                value: first.fixed[dimension.id] ?? "")
        }
    }
}
